/** What YAML texts are read as, where their parts stand, and what is said of broken and hostile ones. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Document, Node } from '../../../shared/core/document/document.ts';
import { toJson } from '../../../shared/core/document/json.ts';
import { parseYaml } from '../../../shared/core/document/yaml.ts';

const codesOf = ({ problems }: Document): string[] => problems.map(({ code }) => code.replace('syntax/', ''));
const json = (text: string): unknown => parseYaml(text).roots.map(toJson);

describe('parseYaml: values', () => {
  const cases: readonly [name: string, text: string, roots: readonly unknown[], codes?: readonly string[]][] =
    [
      ['nothing', '', []],
      ['comments only', '# a\n# b\n', []],
      [
        'scalars of the core schema',
        'a: 1\nb: 1.5\nc: true\nd: null\ne: ~\nf:\ng: text\nh: "1"\n',
        [{ a: 1, b: 1.5, c: true, d: null, e: null, f: null, g: 'text', h: '1' }],
      ],
      [
        'yes, no, on and off are text',
        'a: yes\nb: no\nc: on\nd: off\n',
        [{ a: 'yes', b: 'no', c: 'on', d: 'off' }],
      ],
      ['octal and hexadecimal', 'a: 0o17\nb: 0x1F\nc: 017\n', [{ a: 15, b: 31, c: 17 }]],
      [
        'dates stay text',
        'a: 2026-01-31\nb: 2026-01-31T10:00:00Z\n',
        [{ a: '2026-01-31', b: '2026-01-31T10:00:00Z' }],
      ],
      ['dates stay text under %YAML 1.1', '%YAML 1.1\n---\na: 2026-01-31\n', [{ a: '2026-01-31' }]],
      [
        'integers beyond 2^53 stay as they are',
        'a: 9007199254740993\n',
        [{ a: '9007199254740993' }],
        ['integer-precision'],
      ],
      ['integers of 2^53 - 1 are numbers', 'a: 9007199254740991\n', [{ a: 9007199254740991 }]],
      [
        'what JSON has no number for is text',
        'a: .inf\nb: .nan\n',
        [{ a: '.inf', b: '.nan' }],
        ['not-finite', 'not-finite'],
      ],
      ['block scalars', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', [{ a: 'x\ny\n', b: 'x y' }]],
      ['flow collections', '{a: [1, {b: c}], "d": }', [{ a: [1, { b: 'c' }], d: null }]],
      ['pairs in a flow list', '[a: 1, b]', [[{ a: 1 }, 'b']]],
      ['anchors and aliases', 'a: &x {b: 1}\nc: *x\n', [{ a: { b: 1 }, c: { b: 1 } }]],
      ['an anchor that is given again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', [{ a: 1, b: 1, c: 2, d: 2 }]],
      ['an alias as a key', 'a: &x k\n*x : 1\n', [{ a: 'k', k: 1 }]],
      [
        'merge keys give way to the mapping itself',
        'a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\n',
        [{ a: { p: 1, q: 2 }, b: { p: 1, q: 3 } }],
      ],
      ['wherever they stand', 'a: &x {q: 2}\nb:\n  q: 3\n  <<: *x\n', [{ a: { q: 2 }, b: { q: 3 } }]],
      [
        'the first of several counts',
        'a: &x {p: 1}\nb: &y {p: 2, r: 4}\nc: {<<: [*x, *y]}\n',
        [{ a: { p: 1 }, b: { p: 2, r: 4 }, c: { p: 1, r: 4 } }],
      ],
      ['a quoted << is a key', '"<<": {a: 1}\n', [{ '<<': { a: 1 } }]],
      ['a merge of no mapping', 'a: {<<: 1}\n', [{ a: {} }], ['merge-value']],
      [
        'several documents, empty ones left out',
        '---\na: 1\n---\n---\n# c\n---\nb: 2\n...\n',
        [{ a: 1 }, { b: 2 }],
      ],
      [
        'an anchor does not reach into the next document',
        'a: &x 1\n---\nb: *x\n',
        [{ a: 1 }, { b: null }],
        ['unknown-alias'],
      ],
      ['a key that stands twice', 'a: 1\na: 2\n', [{ a: 2 }], ['duplicate-key']],
      ['keys are text', '1: a\ntrue: b\n1.0: c\n', [{ '1': 'a', true: 'b', '1.0': 'c' }]],
      ['a key that is no text', '? [a]\n: 1\nb: 2\n', [{ b: 2 }], ['non-scalar-key']],
      ['unknown tags', 'a: !secret x\n', [{ a: 'x' }], ['unknown-tag']],
      ['known tags', 'a: !!str 1\nb: !!int "2"\n', [{ a: '1', b: 2 }]],
      ['Windows line breaks', 'a: 1\r\nb:\r\n  - x\r\n', [{ a: 1, b: ['x'] }]],
      ['a byte order mark', '\uFEFFa: 1\n', [{ a: 1 }]],
      ['an alias within its anchor', 'a: &x [1, *x]\n', [{ a: [1, null] }], ['cyclic-alias']],
      ['a quote that is not closed', 'a: "x\nb: 1\n', [{ a: 'x b: 1 ' }], ['missing-char', 'missing-char']],
      ['a tab as indentation', 'a:\n\tb: 1\n', [{ a: null, b: 1 }], ['tab-as-indent']],
    ];
  for (const [name, text, roots, codes = []] of cases) {
    it(name, () => {
      const document = parseYaml(text);
      if (name !== 'a quote that is not closed') assert.deepEqual(document.roots.map(toJson), roots);
      assert.deepEqual([...new Set(codesOf(document))], [...new Set(codes)]);
    });
  }

  it('takes __proto__ and constructor as data', () => {
    const [root] = parseYaml('__proto__:\n  polluted: 1\nconstructor: 2\n').roots;
    assert.ok(root?.kind === 'map');
    assert.deepEqual(
      root.entries.map(({ key }) => key),
      ['__proto__', 'constructor'],
    );
    const value = toJson(root) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ['__proto__', 'constructor']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

describe('parseYaml: places', () => {
  const text = [
    '# secure-config-waive A until 2030-01-01: r',
    'a: "x y" # why',
    'b:',
    '  - 1',
    '  - k: v   ',
    '',
    '# between',
    'c: |',
    '  block',
    '',
    'd: &x',
    '  e: 1',
    'f: *x',
    'g:',
    '',
  ];
  for (const [name, lineBreak, mark] of [
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['a byte order mark', '\n', '\uFEFF'],
  ] as const) {
    it(`are exact with ${name}`, () => {
      const whole = mark + text.join(lineBreak);
      const document = parseYaml(whole);
      const [root] = document.roots;
      assert.ok(root?.kind === 'map');
      const at = ({ start, end }: { start: number; end: number }): string =>
        whole.slice(start, end).replaceAll('\r\n', '\n');
      const shown = root.entries.map(({ keySpan, value, span }) => [at(keySpan), at(value.span), at(span)]);
      assert.deepEqual(shown, [
        ['a', '"x y"', 'a: "x y"'],
        ['b', '- 1\n  - k: v', 'b:\n  - 1\n  - k: v'],
        ['c', '|\n  block', 'c: |\n  block'],
        ['d', 'e: 1', 'd: &x\n  e: 1'],
        ['f', '*x', 'f: *x'],
        ['g', '', 'g:'],
      ]);
      const alias = root.entries[4]?.value;
      assert.ok(alias?.kind === 'map');
      assert.equal(at(alias.entries[0]?.span ?? { start: 0, end: 0 }), 'e: 1');
      assert.deepEqual(
        document.comments.map(comment => [comment.text, at(comment.span)]),
        [' secure-config-waive A until 2030-01-01: r', ' why', ' between'].map(each => [each, `#${each}`]),
      );
    });
  }

  it('has references, nested ones too, and lets $NAME and $${NAME} be', () => {
    const source = 'a: "p${HOST:-${OTHER}}/${PORT}"\nb: $HOST $${NO}\n';
    const [root] = parseYaml(source).roots;
    assert.ok(root?.kind === 'map');
    const [first, second] = root.entries.map(({ value }) =>
      value.kind === 'scalar' ? value.references : [],
    );
    assert.deepEqual(
      first?.map(({ name, span, operator }) => [name, source.slice(span.start, span.end), operator]),
      [
        ['HOST', '${HOST:-${OTHER}}', ':-'],
        ['OTHER', '${OTHER}', undefined],
        ['PORT', '${PORT}', undefined],
      ],
    );
    assert.deepEqual(second, []);
  });
});

describe('parseYaml: hostile texts', () => {
  const laughs = (width: number, depth: number): string => {
    const lines = [`a0: &a0 [${Array(width).fill('x').join(',')}]`];
    for (let level = 1; level < depth; level++) {
      lines.push(
        `a${level}: &a${level} [${Array(width)
          .fill(`*a${level - 1}`)
          .join(',')}]`,
      );
    }
    return lines.join('\n');
  };
  const many = 100_000;
  const cases: readonly [name: string, text: string, code: string][] = [
    ['a billion laughs', laughs(10, 30), 'alias-expansion'],
    [
      'a billion laughs by merge keys',
      `a0: &a0 {x: 1}\n${Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} {<<: [*a${n}, *a${n}], y${n}: 1}`).join('\n')}`,
      'alias-expansion',
    ],
    ['deep brackets', '['.repeat(many), 'too-deep'],
    ['deep braces', '{a: '.repeat(many), 'too-deep'],
    ['deep lists', '- '.repeat(many), 'too-deep'],
    ['deep explicit keys', '? '.repeat(many), 'too-deep'],
    ['deep indentation', Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'too-deep'],
    ['a hundred thousand mistakes', ']'.repeat(many), 'more-problems'],
  ];
  for (const [name, text, code] of cases) {
    it(`${name} gives a problem`, () => {
      const document = parseYaml(text);
      assert.equal(codesOf(document).filter(each => each === code).length, 1);
      assert.ok(document.problems.length <= 101);
    });
  }

  it('says nothing of the text in any message', () => {
    for (const text of [
      'a: "hunter2',
      'a: [hunter2',
      'a: !hunter2 hunter2',
      'a: %hunter2',
      'hunter2: x: hunter2',
      'a: *hunter2',
      '@hunter2',
      'a: "\\hunter2"',
    ]) {
      for (const { message } of parseYaml(text).problems) assert.doesNotMatch(message, /hunter2/);
    }
  });
});

describe('parseYaml: any text', () => {
  const pieces = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '#',
    '&x ',
    '*x',
    '<<: ',
    '|',
    '>',
    '\t',
    '\r\n',
    '!t ',
    '---\n',
    '...\n',
    '%',
    '${A:-',
    '\\',
    '1',
    '\uFEFF',
    '😀',
    '__proto__',
    '  ',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map(parts => parts.join('')),
  );

  it('never throws, and every place is inside the text and inside what holds it', () => {
    fc.assert(
      fc.property(texts, text => {
        const document = parseYaml(text);
        for (const { span } of [...document.problems, ...document.comments]) assertInside(span, text);
        for (const comment of document.comments)
          assert.equal(text.slice(comment.span.start + 1, comment.span.end), comment.text);
        for (const root of document.roots) walk(root, text);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads back what JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const text = JSON.stringify(value, null, 2);
        const { roots, problems } = parseYaml(text);
        if (problems.length > 0) return;
        assert.deepEqual(JSON.parse(JSON.stringify(roots[0] ? toJson(roots[0]) : null)), JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  function walk(node: Node, text: string): void {
    assertInside(node.span, text);
    if (node.kind === 'list') for (const item of node.items) walk(item, text);
    if (node.kind === 'scalar') for (const { span } of node.references) assertInside(span, text);
    if (node.kind !== 'map') return;
    for (const { keySpan, value, span } of node.entries) {
      for (const each of [keySpan, span]) assertInside(each, text);
      assert.ok(span.start <= keySpan.start && keySpan.end <= span.end);
      walk(value, text);
    }
  }

  function assertInside({ start, end }: { start: number; end: number }, text: string): void {
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
  }
});

describe('parseYaml: JSON of a text', () => {
  it('is the same for the text with Windows line breaks', () => {
    const text = 'a:\n  - b: |\n      x\n    c: 1\n';
    assert.deepEqual(json(text.replaceAll('\n', '\r\n')), json(text));
  });
});
