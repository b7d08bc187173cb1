/** Arbitrary texts that are nearly YAML, for the property tests: made of its constructs, some of them in pieces. */
import fc from 'fast-check';

export const PIECES = [
  ...[
    'a',
    'b: ',
    'c:',
    ': ',
    ':',
    '- ',
    '-',
    '\n',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    ' ',
    '  ',
    '\t',
    '\r\n',
    '\r',
  ],
  ...[
    'a: 1\n',
    'b: x\n',
    'a:\n  b: c\n',
    '? k\n: v\n',
    '? ',
    '\nd:',
    '\n"q": ',
    "\n's': ",
    'e:\n- 1\n- 2\n',
    '\n\n',
  ],
  ...[
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '|\n',
    '|+\n  x\n\n',
    '>-\n  y\n  z\n',
    '|2\n   w\n',
    '"a\n  b"',
  ],
  ...[
    '#',
    ' # note',
    '\n# note\n',
    '\n  # in\n',
    '---\n',
    '--- ',
    '...\n',
    '%YAML 1.2\n---\n',
    '\n---\n',
    '\n...\n',
  ],
  ...[
    '&x ',
    '*x',
    '&y',
    '*y ',
    '<<: *x\n',
    '<<: {a: 1}\n',
    '!!str ',
    '!t ',
    '!',
    '@',
    '`',
    '%',
    '=',
    '~',
    'null',
    '.inf',
  ],
  ...[
    '0x1F',
    '12345678901234567890',
    'true',
    '\\',
    '\\n',
    '\ufeff',
    '\u2028',
    '\u0085',
    'é',
    '🙂',
    '${A}',
    '__proto__: 1\n',
  ],
  ...[
    '[1,\n2]',
    '{a: b,\n  c}',
    '[a: b]',
    'x y\n  z',
    'x\ny',
    '"x\ny"',
    'plain # c',
    'a#b',
    'a:b',
    '::',
    '[]',
    '{}',
  ],
] as const;

/** Lines that mostly belong to a mapping. */
export function yamlLines(): fc.Arbitrary<string> {
  const key = fc.constantFrom('a', 'b', 'cc', 'key', '"q"', "'s'", '- a', '?', 'x y');
  const value = fc.constantFrom(
    ...PIECES,
    '1',
    'text',
    'more text',
    '"quoted"',
    "'single'",
    '',
    '[1, 2]',
    '{a: 1}',
  );
  const line = fc
    .tuple(fc.constantFrom('', '', '', '  ', '    '), key, fc.constantFrom(': ', ': ', ':', ' '), value)
    .map(parts => `${parts.join('')}\n`);
  const free = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map(parts => parts.join(''));
  return fc
    .array(fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: free }), { maxLength: 10 })
    .map(lines => lines.join(''));
}
