// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** Texts that were made to be slow: sixteen times the text may not take much more than sixteen times the work. */
import assert from 'node:assert/strict';
import { DIALECTS, type DialectName } from '../../../shared/core/document/dialect.ts';
import { parseDotenv, updateDotenv } from '../../../shared/core/document/dotenv.ts';
import { MOST_PROBLEMS } from '../../../shared/core/document/dotenv-problems.ts';

const HOSTILE: Readonly<Record<string, string>> = {
  'open double quotes': 'A="b\n',
  'open single quotes': "A='b\n",
  'open backticks': 'A=`b\n',
  'escaped quotes': 'A="\\"b\n',
  'both quotes, crossed': 'A="\'\nB=\'"\n',
  'open references': '${A:-',
  'open lines with references': 'A="${B:-\n',
  'open commands': 'A=$(b\n',
  'open arithmetic': 'A=$((\n',
  'references in one value': '$A${B}${C:-d}',
  'continued lines': 'A=1 \\\n',
  'assignments in one line': 'A=1 ',
  'assignments with separators': 'A=1;',
  'quoted in one line': 'A="1" ',
  'blank lines': '\n',
  'space lines': '   \n',
  spaces: ' ',
  'bare names': 'A\n',
  'names over blank lines': 'A\n\n\n\n',
  'exports alone': 'export\n',
  'exports of names': 'export A\n',
  backslashes: '\\',
  'line separators': 'A="\u2028"',
  braces: '{',
  'closing braces': '${A:-}}',
  dollars: '$',
  hashes: ' #',
  equals: '=',
  NUL: '\0',
  'carriage returns': '\r',
};
const SMALL = 250;
const FACTOR = 16;
/** Quadratic would be `FACTOR` times `FACTOR`; what lies between is room for a busy machine. */
const MOST_RATIO = FACTOR * 7;
const ATTEMPTS = 4;

describe('dotenv: hostile texts', () => {
  for (const [name, piece] of Object.entries(HOSTILE)) {
    it(`${name} take linear time`, () => {
      for (const dialect of DIALECTS) {
        for (const head of ['', 'A="']) checkLinear(head, piece, dialect);
      }
    });
  }

  it('values that double stop growing', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `A${index + 1}="\${A${index}}\${A${index}}"`);
    const text = ['A0=0123456789', ...lines].join('\n');
    for (const dialect of DIALECTS) {
      const { values, problems } = parseDotenv(text, { dialect });
      for (const value of values.values()) assert.ok((value ?? '').length < 3_000_000);
      const replaces = !['dotenv', 'node', 'docker-run', 'systemd'].includes(dialect);
      assert.equal(
        problems.some(problem => problem.code === 'syntax/value-too-long'),
        replaces,
        dialect,
      );
    }
  });

  it('a text without sense has one note instead of many thousand problems', () => {
    const { problems } = parseDotenv('what is this\n'.repeat(5000), { dialect: 'dotenv' });
    assert.equal(problems.length, MOST_PROBLEMS + 1);
    assert.equal(problems.at(-1)?.code, 'syntax/too-many');
  });

  it('deep nesting overflows no stack', () => {
    const text = `A=1\nB="${'${A:-'.repeat(50_000)}${'}'.repeat(50_000)}"\nC=${'$('.repeat(50_000)}\n`;
    for (const dialect of DIALECTS) assert.doesNotThrow(() => parseDotenv(text, { dialect }).values);
  });

  it('an edit reads the statements that it touches, however long the file is', () => {
    const text = 'NAME=value\n'.repeat(10_000);
    for (const dialect of DIALECTS) {
      const before = parseDotenv(text, { dialect });
      const changed = `${text.slice(0, 55_005)}x${text.slice(55_006)}`;
      const change = { start: 55_005, oldEnd: 55_006, newEnd: 55_006 };
      const after = updateDotenv(before, before.source.replace(change, 'x'), change);
      assert.equal(after.text, changed);
      const kept = after.statements.filter(
        (statement, index) => statement === before.statements[index],
      ).length;
      assert.ok(kept >= 9998, `${dialect} kept ${kept}`);
    }
  });
});

function checkLinear(head: string, piece: string, dialect: DialectName): void {
  const small = head + piece.repeat(SMALL);
  const large = head + piece.repeat(SMALL * FACTOR);
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && ratio > MOST_RATIO; attempt++) {
    const base = Math.max(work(small, dialect), work(small, dialect), 500);
    ratio = Math.min(ratio, work(large, dialect) / base);
  }
  assert.ok(
    ratio <= MOST_RATIO,
    `${dialect}: ${FACTOR} times the text took ${ratio.toFixed(0)} times the work`,
  );
}

/** Microseconds of processor time, which other programs do not lengthen. */
function work(text: string, dialect: DialectName): number {
  const begun = process.cpuUsage();
  const document = parseDotenv(text, { dialect });
  assert.ok(document.values.size >= 0 && document.problems.length <= MOST_PROBLEMS + 1);
  return process.cpuUsage(begun).user;
}
