/** Our own keywords: what each holds for, that messages know it, and that it is documented. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import fc from 'fast-check';
import type { JsonSchema } from '../../../shared/core/profile/profile.ts';
import { formats } from '../../../shared/core/validation/formats.ts';
import { jsonEqual } from '../../../shared/core/validation/json-equal.ts';
import { KEYWORDS } from '../../../shared/core/validation/keywords.ts';
import { messageOf } from '../../../shared/core/validation/schema-messages.ts';
import { compileSchema } from '../../support/compiling.ts';

const CASES: readonly (readonly [schema: JsonSchema, holds: readonly string[], not: readonly string[]])[] = [
  [{ notBlank: true }, ['a', ' a'], ['', ' ', '\t\n']],
  [{ notOneOf: ['Admin'] }, ['administrator', ''], ['admin', ' ADMIN ']],
  [{ notCommon: ['secret'] }, ['secrets'], ['Secret']],
  [{ minEntropy: 40 }, ['k9XmP2vL8qRt'], ['aaaaaaaaaaaaaaaaaaaaaaaa', 'password', '']],
  [{ schemes: ['https', 'wss'] }, ['https://a', 'WSS://a'], ['http://a', 'a', 'https:/a', 'xhttps://a']],
  [{ notSchemes: ['http'] }, ['https://a', 'a'], ['HTTP://a', ' http://a']],
  [
    { localUrl: true },
    [
      'http://localhost:3000',
      'redis://cache',
      'http://127.0.0.1',
      'http://[::1]:80/',
      'http://a.b.svc',
      'http://$HOST/',
    ],
    [
      'http://example.com',
      'http://10.0.0.1',
      'localhost',
      'http://localhost@example.com',
      'http://a.svc.example.com',
    ],
  ],
  [
    { reference: true },
    ['${A}', '$A', '{{ a }}', 'op://v/i', 'vault:a#b', 'postgres://u:${P}@h/d'],
    ['', 'a', 'pa$$word', 'k9XmP2vL8qRt', 'postgres://u:p@h/d'],
  ],
  [
    { generated: true },
    ['k9XmP2vL8qRt', '8f14e45fceea167a5a36dedd4bea2543', 'k9X#mP2$vL8q', 'postgres://u:k9XmP2vL8qRt@h/d'],
    [
      '',
      'password',
      'changeme',
      'your-secret-key',
      'correct horse battery',
      '${A}',
      'xxxxxxxxxxxxxxxx',
      'MyAppSecret2024',
    ],
  ],
];

const FORMATS: readonly (readonly [format: string, valid: readonly string[], invalid: readonly string[]])[] =
  [
    [
      'origin',
      ['https://a.example.com', 'http://localhost:3000', 'http://[::1]:80'],
      ['https://a/', '*', 'a.com', 'https://*.a.com', 'https://a:99999'],
    ],
    ['url', ['wss://a/b?c#d', 'https://a:80'], ['a', 'https://', 'https://a b', 'mailto:a@b.c']],
    ['email', ['a@b.c', 'a.b+c@d-e.f'], ['a', '@b', 'a@', 'a..b@c', 'a b@c', 'a@-b']],
    ['hostname', ['a', 'a-b.c', 'a_b', '10.0.0.1'], ['', '-a', 'a..b', 'a b', `${'a'.repeat(64)}`]],
  ];

describe('our keywords', () => {
  for (const [schema, holds, not] of CASES) {
    it(JSON.stringify(schema), () => {
      const validate = compileSchema(schema);
      for (const value of holds) assert.deepEqual(validate(value), [], value);
      for (const value of not) assert.equal(validate(value).length, 1, value);
      assert.deepEqual(validate(5), [], 'other types are let be');
    });
  }

  it('are all tried, documented, and known to the messages', () => {
    const documentation = fs.readFileSync('docs/keywords.md', 'utf8');
    const tried = CASES.flatMap(([schema]) => Object.keys(schema));
    const annotations = ['secret', 'unit', 'letterCase'];
    assert.deepEqual([...KEYWORDS].sort(), [...tried, ...annotations].sort());
    for (const keyword of KEYWORDS) assert.ok(documentation.includes(`| \`${keyword}\` |`), keyword);
    for (const keyword of tried) {
      const error = { keyword, instancePath: '', schemaPath: '', params: { limit: ['a'] } };
      const message = messageOf(error, { name: 'X', item: [], shown: 'a', isEmpty: false });
      assert.doesNotMatch(message, /does not satisfy the schema/, keyword);
    }
  });

  it('take linear time', () => {
    const long = ['a', '-', '1a', '$', '.', ' ', 'aB', ':', '@', '/'].flatMap(part => [
      part.repeat(100_000),
      `https://a:${part.repeat(100_000)}@b`,
      `<${part.repeat(100_000)}`,
    ]);
    for (const [schema] of CASES) for (const value of long) compileSchema(schema)(value);
    for (const format of Object.values(formats)) for (const value of long) format(value);
  });
});

describe('uniqueItems', () => {
  const isUnique = compileSchema({ uniqueItems: true });

  it('finds the pairs that are equal, however their keys are ordered', () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(Object.entries(value).reverse());
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 6 }),
        fc.boolean(),
        (values, again) => {
          const items: unknown[] = JSON.parse(JSON.stringify(values));
          if (again && items.length > 0) items.push(reversed(items[0]));
          const pairs = items.flatMap((item, at) => items.slice(at + 1).map(other => [item, other]));
          assert.equal(isUnique(items).length === 0, !pairs.some(([a, b]) => jsonEqual(a, b)));
        },
      ),
    );
  });

  it('does not compare each of a hundred thousand items with each', () => {
    const items = Array.from({ length: 100_000 }, (_, id) => ({ id }));
    assert.equal(isUnique(items).length, 0);
    assert.equal(isUnique([...items, { id: 7 }]).length, 1);
  });
});

describe('our formats', () => {
  for (const [format, valid, invalid] of FORMATS) {
    it(format, () => {
      for (const value of valid) assert.ok(formats[format]?.(value), value);
      for (const value of invalid) assert.ok(!formats[format]?.(value), value);
    });
  }
});
