/** Every observed reading of every parser is what its dialect reads. */
import assert from 'node:assert/strict';
import { DIALECTS, type DialectName } from '../../../shared/core/document/dialect.ts';
import { parseDotenv } from '../../../shared/core/document/dotenv.ts';
import observations from '../../data/dotenv-dialects.json' with { type: 'json' };

interface Observation {
  readonly values?: Readonly<Record<string, string | null>>;
  readonly error?: boolean;
}

/** The parser ran a command; we do not, and read the text as it stands. */
const UNREAD: Readonly<Record<string, string>> = {
  'cmdsub ruby-dotenv': '$(echo hi)',
  'cmdsub bash': '$(echo hi)',
};
/** A process id, for which a fixed number stands in. */
const PROCESS_ID = /^pa[0-9]+w0rd$/;

describe('dotenv dialects: observed readings', () => {
  for (const { name, input, observed } of observations.vectors) {
    for (const dialect of DIALECTS) {
      it(`${name}: ${dialect}`, () => check(name, input, dialect, observed[dialect] as Observation));
    }
  }

  it('covers every dialect', () => {
    const observed = Object.keys(observations.tools).filter(tool => tool !== 'dotenv-expand-1000');
    assert.deepEqual(observed.toSorted(), [...DIALECTS].toSorted());
  });
});

function check(name: string, input: string, dialect: DialectName, observed: Observation): void {
  const document = parseDotenv(input, { dialect });
  const errors = document.problems.filter(problem => problem.severity === 'error');
  const unread = UNREAD[`${name} ${dialect}`];
  assert.equal(document.refused, observed.error ?? false);
  if (unread !== undefined) {
    assert.deepEqual([...document.values], [['A', unread]]);
    assert.deepEqual(
      errors.map(problem => problem.code),
      ['security/command-substitution'],
    );
    return;
  }
  assert.equal(errors.length > 0, observed.error ?? false);
  assert.deepEqual(Object.fromEntries(document.values), expected(observed));
}

function expected({ values = {} }: Observation): Record<string, string | null> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value?.replace(PROCESS_ID, 'pa1w0rd') ?? null]),
  );
}
