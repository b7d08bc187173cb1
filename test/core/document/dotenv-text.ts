// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** Arbitrary dotenv-like texts for the property tests: made of the pieces at which parsers part ways. */
import fc from 'fast-check';

export const PIECES = [
  ...[
    'A',
    'B',
    'C',
    'x',
    '1',
    '=',
    '=',
    '=',
    '=',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '#',
    ' #',
    "'",
  ],
  ...[
    '"',
    '"',
    '`',
    '\\',
    '\\n',
    '\\r',
    '\\"',
    "\\'",
    '\\$',
    '$',
    '$A',
    '$B',
    '${A}',
    '${B}',
    '${C:-d}',
    '${A:+y}',
  ],
  ...[
    '${',
    '}',
    '{',
    ':',
    ': ',
    'export ',
    'export A',
    '-',
    '.',
    'é',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '$$',
    '\\012',
  ],
  ...[
    '${A:?m}',
    '?',
    '+=',
    '/',
    '\n# c\n',
    '\n  # d\n',
    '\\\n',
    '$(x)',
    '\\$(x)',
    "$'",
    ';',
    '&&',
    '~/',
    '\0',
    '🙂',
  ],
  ...['\nA=', '\nB="', "\nC='", '\nexport D=', '\ud800'],
];

/** Any text at all, but mostly such as nearly is a dotenv file. */
export function dotenvText(pieces: readonly string[] = PIECES): fc.Arbitrary<string> {
  const made = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map(parts => parts.join(''));
  return fc.oneof({ weight: 8, arbitrary: made }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });
}

/** A replacement of any stretch of the text by any piece. */
export function editOf(text: string) {
  return fc
    .tuple(fc.nat(text.length), fc.nat(text.length), fc.oneof(fc.constantFrom('', ...PIECES), dotenvText()))
    .map(([a, b, newText]) => ({ span: { start: Math.min(a, b), end: Math.max(a, b) }, newText }));
}
