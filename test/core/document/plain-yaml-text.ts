// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what configuration files are made of
/** Arbitrary texts that are mostly plain YAML, and the comparison of its reader with the YAML library. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseYamlWhole } from '../../../shared/core/document/yaml.ts';
import { readPlainMap } from '../../../shared/core/document/yaml-plain.ts';
import { linedText } from '../../../shared/core/text/lined-text.ts';
import { applyStep, editSteps } from '../../support/random-edits.ts';

/** Whether it was read; then in the same way as by the library. */
export function agrees(text: string): boolean {
  const plain = readPlainMap(text);
  if (!plain) return false;
  const { roots, comments, problems } = parseYamlWhole(linedText(text));
  assert.deepEqual(
    { roots: [plain.root], comments: plain.comments, problems: [] },
    { roots, comments, problems },
  );
  return true;
}

/** A tree written down as most people would, and then perhaps spoilt somewhere. */
export function nearlyPlain(): fc.Arbitrary<string> {
  const text = fc.array(treeEntry(2), { minLength: 1, maxLength: 4, size: 'max' }).map(parts => parts.flat());
  const lines = fc
    .tuple(text, fc.constantFrom('\n', '\n', ''))
    .map(([all, end]) => numbered(all).join('\n') + end);
  const steps = editSteps([...WORDS, ...CHARACTERS, '\n', '\n  ', '# note', ': '], 2);
  return fc.oneof(
    { weight: 2, arbitrary: lines },
    {
      weight: 1,
      arbitrary: fc
        .tuple(lines, steps)
        .map(([all, edits]) => edits.reduce((done, step) => applyStep(done, step).text, all)),
    },
  );
}

/** Different keys, mostly: `key` gets a number. */
function numbered(lines: readonly string[]): string[] {
  return lines.map((line, index) => line.replace('key', () => (index % 13 === 12 ? 'key' : `key${index}`)));
}

/** Lines, indented among themselves. */
function treeEntry(levels: number): fc.Arbitrary<readonly string[]> {
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constant('key') },
    { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
  );
  const words = fc.constantFrom(...WORDS);
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('text', 'more text', '12', '"quoted"', 'true', '') },
    { weight: 2, arbitrary: words },
    {
      weight: 1,
      arbitrary: fc.array(words, { maxLength: 3 }).map(parts => `[${parts.join(', ')}]`),
    },
    { weight: 1, arbitrary: fc.array(words, { maxLength: 3 }).map(parts => parts.join(' ')) },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 6 }).map(parts => parts.join('')),
    },
  );
  const end = fc.constantFrom('', '', '', ' ', ' # note', '\n# note', '\n   # note', '\n', '\n  ');
  const entry = fc.tuple(key, fc.constantFrom(': ', ': ', ':  '), value, end).map(parts => [parts.join('')]);
  if (levels === 0) return entry;
  const inner = fc
    .array(treeEntry(levels - 1), { minLength: 1, maxLength: 3, size: 'max' })
    .map(parts => parts.flat());
  const indented =
    (by: string) =>
    (lines: readonly string[]): string[] =>
      lines.map(line => by + line.replaceAll('\n', `\n${by}`));
  const nested = fc
    .tuple(key, end, fc.constantFrom('  ', '  ', ' ', '    '), inner)
    .map(([name, ending, by, lines]) => [`${name}:${ending}`, ...indented(by)(lines)]);
  const item = fc.oneof(
    fc.tuple(value, end).map(parts => [`- ${parts.join('')}`]),
    inner.map(lines =>
      indented('  ')(lines).map((line, index) => (index === 0 ? `-${line.slice(1)}` : line)),
    ),
  );
  const list = fc
    .tuple(key, end, fc.constantFrom('', '  '), fc.array(item, { minLength: 1, maxLength: 3, size: 'max' }))
    .map(([name, ending, by, items]) => [`${name}:${ending}`, ...indented(by)(items.flat())]);
  return fc.oneof(
    { weight: 3, arbitrary: entry },
    { weight: 1, arbitrary: nested },
    { weight: 1, arbitrary: list },
  );
}

const KEYS = [
  'a',
  'c d',
  'e-f',
  'g.h',
  '1',
  'true',
  '"i"',
  "'j k'",
  '"l"',
  'm/n',
  '__proto__',
  '"o:"',
  '- p',
  '? q',
  'r ',
];
const WORDS = [
  ...[
    'text',
    '1',
    '0',
    '12',
    '1.5',
    '007',
    '-1',
    '+1',
    '1e3',
    '.5',
    '6.',
    '0x1F',
    '0o7',
    '1_0',
    '1.2.3',
    '12:30',
    '10s',
    '.inf',
    '.NaN',
    '-.inf',
  ],
  ...[
    'true',
    'True',
    'tRUE',
    'null',
    'NULL',
    '~',
    '~x',
    'nullx',
    '"q"',
    "'s'",
    '"a # b"',
    '""',
    "''",
    '"x" y',
    "'a''b'",
    '"\\n"',
    '"a',
  ],
  ...[
    'a:b',
    'a#b',
    '#',
    ':',
    'a:',
    '::',
    '${A}',
    '${A:-b}',
    '$${A}',
    '$A',
    '$',
    '<<',
    '=',
    '-',
    '--',
    '---',
    '-x',
    '- x',
    '?',
    '? x',
    '?x',
    ':x',
  ],
  ...[
    '[',
    '[]',
    '{}',
    '[1, 2]',
    '{a: 1}',
    '|',
    '>',
    '&x',
    '*x',
    '!x',
    '%x',
    '@x',
    '`x',
    'a, b',
    'a [b]',
    'a & b',
    'é',
    'aé',
    '日本',
    '\u00a0',
    'a\u00a0b',
    '\u2028',
    '🙂',
  ],
  ...[
    '123456789012345',
    '1234567890123456',
    '12345678901234567890',
    '9007199254740993',
    '0.1234567890123456',
    '(x)',
    '/x',
    '\\x',
    '^x',
    ';x',
    '+',
    '.',
    '..',
    '...',
  ],
];
const CHARACTERS = [...'ab1 :#-"\'.,[]{}&*!|>%@`?=~$\\<+/('];
