/** Formatting: what it tidies, and that nobody who reads a file ever reads a formatted one differently. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FormatOptions, formatDotenv } from '../../../shared/core/assist/format-dotenv.ts';
import { DIALECTS, type DialectName } from '../../../shared/core/document/dialect.ts';
import { parseDotenv } from '../../../shared/core/document/dotenv.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import observations from '../../data/dotenv-dialects.json' with { type: 'json' };
import { dotenvText } from '../document/dotenv-text.ts';

const CASES: readonly (readonly [name: string, before: string, after: string])[] = [
  ['leaves a tidy file alone', '# a\nA=1\n\nB="x y"\n', '# a\nA=1\n\nB="x y"\n'],
  ['puts a space into comments', '#one\nA=1\n', '# one\nA=1\n'],
  [
    'keeps what else begins with #',
    '#!x\n##a\n#---\n#region a\n#A=1\n#\n',
    '#!x\n##a\n#---\n#region a\n#A=1\n#\n',
  ],
  ['takes trailing space off comments', '# a \t\nA=1\n', '# a\nA=1\n'],
  ['leaves one of several empty lines', 'A=1\n\n\n\nB=2\n', 'A=1\n\nB=2\n'],
  ['empties a blank line', 'A=1\n  \n# b\n', 'A=1\n\n# b\n'],
  ['keeps space that Node makes part of a name', 'A=1\n  \nB=2\n', 'A=1\n  \nB=2\n'],
  ['begins with something', '\n\nA=1\n', 'A=1\n'],
  ['ends with one line break', 'A=1', 'A=1\n'],
  ['ends without empty lines', 'A=1\n\n  \n\n', 'A=1\n'],
  ['keeps line ends', '#a\r\n\r\n\r\nA=1\r\n#b', '# a\r\n\r\nA=1\r\n# b\r\n'],
  ['keeps a byte order mark away from names', '\uFEFF\n\nA=1\n', '\uFEFF\n\nA=1\n'],
  ['keeps space that docker run reads', 'A=1 \nB= 2\n', 'A=1 \nB= 2\n'],
  ['keeps space around = that the shell stumbles over', 'A = 1\n', 'A = 1\n'],
  ['tidies a line where docker run refuses the file', 'export A=1  \n', 'export A=1\n'],
  ['does not enter values', 'export A="1\n\n\n#x  \n2"  \n', 'export A="1\n\n\n#x  \n2"\n'],
  ['makes nothing of nothing', '', ''],
  ['makes nothing of blank lines', '\n \n\n', ''],
  ['leaves a value that goes on to the end', 'A="x\n\n\n#y', 'A="x\n\n\n#y'],
];

const LINES = [
  'A = 1\n',
  'export B = "x"  #c \n',
  '\n \n\n',
  '#comment \n',
  "C='a\n\n\nb' \n",
  'A= \\\n',
  '\t#x\r\n',
  'D=1;E=2 \n',
];

/** Of files whose readers are known. */
const KNOWN: readonly (readonly [readers: string, before: string, after: string])[] = [
  ['dotenv', 'A = 1  \nexport  B\t=  "x y"\t# c\n', 'A=1\nexport  B="x y"\t# c\n'],
  ['dotenv compose', 'A = 1 \nB= 2\n', 'A=1\nB=2\n'],
  ['dotenv compose', 'A=1\n  \n  \nB=2\n', 'A=1\n\nB=2\n'],
  ['python-dotenv', 'A = 1 \n', 'A=1\n'],
  ['dotenv', "A = 'x '  \nB = \n", "A='x '\nB=\n"],
  ['docker-run', 'A=1 \nB= 2\n#c', 'A=1 \nB= 2\n# c\n'],
  ['bash', 'A=1  \nB = 2\n', 'A=1\nB = 2\n'],
  ['bash', 'A= true\n', 'A= true\n'],
  ['dotenv docker-run', 'A=1 \n', 'A=1 \n'],
  ['systemd', 'A = 1  \n', 'A=1\n'],
];

describe('format dotenv', () => {
  for (const [readers, before, after] of KNOWN) {
    it(`does what is alike to ${readers}: ${JSON.stringify(before)}`, () => {
      const dialects = readers.split(' ') as DialectName[];
      assert.equal(formatted(before, { dialects }), after);
      checkSame(before, dialects);
    });
  }

  for (const [name, before, after] of CASES) {
    it(name, () => {
      assert.equal(formatted(before), after);
      assert.equal(formatted(after), after);
      checkSame(before);
    });
  }

  it('leaves alone what is no text', () => {
    for (const text of ['\0', '#a\0\n', 'A=1 #b\n\0']) {
      assert.equal(formatted(text), text);
      checkSame(text, ['node', 'systemd']);
    }
  });

  it('formats the lines of a range only', () => {
    const text = '#a\n#b\n\n\n\nC=1\n#d\n';
    const range = (from: string, to: string) => ({ start: text.indexOf(from) + 1, end: text.indexOf(to) });
    assert.equal(formatted(text, { range: range('#b', '\n\n') }), '#a\n# b\n\n\n\nC=1\n#d\n');
    assert.equal(formatted(text, { range: range('\n\n\n', 'C') }), '#a\n#b\n\nC=1\n#d\n');
    assert.equal(formatted(text, { range: range('#d', 'd') }), '#a\n#b\n\n\n\nC=1\n# d\n');
  });

  it('keeps what an edit of another line would bring back', () => {
    // Without its trailing space, the backslash would join the next line.
    for (const text of ['A=1\n# a\\ \nB=2\n', 'export A="1" # \\ \nB=2\n']) checkSame(text);
  });

  it('reads the same in every dialect: every observed file', () => {
    for (const { input } of observations.vectors) {
      for (const text of [input, input.replaceAll('=', ' = '), `export X=1\n${input}  \n\n\n#c`])
        checkSame(text);
    }
  });

  const texts = fc
    .array(fc.oneof(dotenvText(), fc.constantFrom(...LINES)), { maxLength: 4 })
    .map(parts => parts.join(''));

  it('reads the same in every dialect, when nobody knows who reads it: any text', () => {
    fc.assert(
      fc.property(texts, text => checkSame(text)),
      { numRuns: 300 },
    );
  });

  for (const dialect of DIALECTS) {
    it(`reads the same to all of its readers, ${dialect} first: any text`, () => {
      const readers = fc.subarray([...DIALECTS]).map(others => [...new Set([dialect, ...others])]);
      fc.assert(
        fc.property(texts, readers, (text, dialects) => checkSame(text, dialects)),
        { numRuns: 200 },
      );
    });
  }

  it('is quick on ten thousand lines, whatever is wrong with them', () => {
    for (const line of ['export KEY = "value"  #c  \n\n\n', 'KEY = value #c  \n', "A='\n", '#c  \n\n\n']) {
      const { user: before } = process.cpuUsage();
      formatted(line.repeat(10_000 / (line.split('\n').length - 1)));
      const took = (process.cpuUsage().user - before) / 1000;
      assert.ok(took < 3000, `${JSON.stringify(line)} took ${took} ms of computing`);
    }
  });
});

function formatted(text: string, options: Partial<FormatOptions> = {}): string {
  return applyEdits(text, formatDotenv(text, { dialects: [], ...options }));
}

function checkSame(text: string, dialects: readonly DialectName[] = []): void {
  const edited = formatted(text, { dialects });
  for (const reader of dialects.length > 0 ? dialects : DIALECTS) {
    assert.deepEqual(
      readingOf(edited, reader),
      readingOf(text, reader),
      `as ${reader}: ${JSON.stringify(text)}`,
    );
  }
}

function readingOf(text: string, dialect: DialectName): unknown {
  const { refused, values } = parseDotenv(text, { dialect });
  return { refused, values: [...values] };
}
