// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** Where dialects part ways, what is said about it, and how to write it so that they do not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DIALECTS, type DialectName } from '../../../shared/core/document/dialect.ts';
import { parseDotenv } from '../../../shared/core/document/dotenv.ts';
import { isPlain } from '../../../shared/core/document/dotenv-plain.ts';
import { comparePortability, describeDisagreement } from '../../../shared/core/document/portability.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { dotenvText } from './dotenv-text.ts';

interface Case {
  readonly text: string;
  readonly dialects: readonly DialectName[];
  readonly says: readonly string[];
  /** The text with all portable forms put in; the same as `text` when there is none. */
  readonly becomes: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a hash in a password': {
    text: 'A=pa#w0rd\n',
    dialects: ['compose', 'node'],
    says: ['A is not read alike: Compose reads `pa#w0rd`, Node reads `pa`.'],
    becomes: "A='pa#w0rd'\n",
  },
  'a dollar in a password': {
    text: 'A="pa$$w0rd" # old\n',
    dialects: ['dotenv', 'compose', 'python-dotenv'],
    says: ['A is not read alike: dotenv and python-dotenv read `pa$$w0rd`, Compose reads `pa$w0rd`.'],
    becomes: "A='pa$$w0rd' # old\n",
  },
  'quotes that docker keeps': {
    text: 'export A="b" # why\n',
    dialects: ['dotenv', 'docker-run'],
    says: ['A is not read alike: dotenv reads `b`, docker run --env-file refuses the file.'],
    becomes: '# why\nA=b\n',
  },
  'no form for docker and bash': {
    text: 'A="a b"\n',
    dialects: ['bash', 'docker-run'],
    says: ['A is not read alike: bash reads `a b`, docker run --env-file reads `"a b"`.'],
    becomes: 'A="a b"\n',
  },
  'a reference stays one': {
    text: 'B=1\nA=$B\n',
    dialects: ['compose', 'python-dotenv'],
    says: ['A is not read alike: Compose reads `1`, python-dotenv reads `$B`.'],
    becomes: 'B=1\nA=${B}\n',
  },
  'a line that one refuses': {
    text: 'A=b\nwhat is this\n',
    dialects: ['dotenv', 'compose'],
    says: ['This line is not read alike: dotenv does not set it, Compose refuses the file.'],
    becomes: 'A=b\nwhat is this\n',
  },
  'a command': {
    text: 'A=$(date)\n',
    dialects: ['dotenv', 'bash'],
    says: ['A is not read alike: dotenv reads `$(date)`, bash runs a command.'],
    becomes: "A='$(date)'\n",
  },
  'nothing to say': {
    text: '# c\nA=b\n\nB=1.5\n',
    dialects: DIALECTS,
    says: [],
    becomes: '# c\nA=b\n\nB=1.5\n',
  },
};

describe('portability', () => {
  for (const [name, { text, dialects, says, becomes }] of Object.entries(CASES)) {
    it(name, () => {
      const found = compare(text, dialects);
      assert.deepEqual(
        found.map(one => describeDisagreement(one, { secret: false })),
        says,
      );
      const edits = found.flatMap(one => one.portable ?? []);
      assert.equal(applyEdits(text, edits), becomes);
    });
  }

  it('quotes no value of a secret', () => {
    const [found] = compare('A=pa#w0rd\n', ['compose', 'node', 'bash']);
    assert.ok(found);
    const message = describeDisagreement(found, { secret: true });
    assert.equal(message, 'A is not read alike: Compose and bash and Node read different values.');
  });

  it('has nothing to compare with one dialect', () => {
    assert.deepEqual(compare('A="b\n', ['node']), []);
  });

  it('what is called plain is read alike by all', () => {
    const plain = [
      'A',
      'B',
      'C_1',
      '=',
      'b',
      '1',
      '/',
      ':',
      ' ',
      '"',
      '#',
      '\n',
      '\nA=',
      '\nB="',
      'export ',
      ',',
      '@',
    ];
    fc.assert(
      fc.property(dotenvText(plain), fc.subarray([...DIALECTS], { minLength: 2 }), (text, dialects) => {
        const documents = dialects.map(dialect => parseDotenv(text, { dialect }));
        const [first] = documents;
        const chosen = new Set(dialects);
        const isAll = first?.statements.every((statement, at) =>
          isPlain(text, first.starts[at] ?? 0, statement, chosen),
        );
        if (!isAll) return;
        for (const { values, refused } of documents) {
          assert.equal(refused, false);
          assert.deepEqual(new Map(values), new Map(first?.values));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('a portable form is read alike, in its file, by all that it was made for', () => {
    const lines = fc.array(
      fc.constantFrom('b', '#', ' ', '"', "'", '\\', 'n', '$', '`', '{', '}', '=', '\t'),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(lines, fc.subarray([...DIALECTS], { minLength: 2, maxLength: 4 }), (value, dialects) => {
        const text = `X=1\nA=${value.join('')}\nY=2\n`;
        for (const { key, readings, portable } of compare(text, dialects)) {
          const reading = readings[0]?.reading;
          if (!portable || key === undefined || reading?.kind !== 'value') continue;
          for (const dialect of dialects) {
            const { values } = parseDotenv(applyEdits(text, portable), { dialect });
            assert.equal(values.get(key), reading.value);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

function compare(text: string, dialects: readonly DialectName[]) {
  const dialect = dialects[0] ?? 'dotenv';
  return comparePortability(parseDotenv(text, { dialect }), dialects);
}
