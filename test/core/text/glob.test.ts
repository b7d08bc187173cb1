/** Which paths a glob matches and what it captures; that hostile ones take no longer than others. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileGlob, type Glob, type GlobOptions } from '../../../shared/core/text/glob.ts';
import { assertGrowsInProportion } from '../../support/growth.ts';

function glob(pattern: string, options?: GlobOptions): Glob {
  const compiled = compileGlob(pattern, options);
  assert.ok(compiled.ok, pattern);
  return compiled.glob;
}

describe('compileGlob', () => {
  const cases: readonly [pattern: string, matching: readonly string[], others: readonly string[]][] = [
    ['.env', ['.env'], ['x/.env', '.env.local', 'env']],
    ['**/.env', ['.env', 'a/.env', 'a/b/.env'], ['a.env', '.env/x']],
    ['*.env', ['prod.env', '.env'], ['a/prod.env', 'prod.env.bak']],
    ['config/*.yaml', ['config/a.yaml', 'config/.yaml'], ['config/a/b.yaml', 'config/a.yml']],
    ['config/**', ['config/a', 'config/a/b'], ['config', 'config/', 'x/config/a']],
    ['**', ['a', 'a/b'], ['']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'a/b/c']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['**/**/x', ['x', 'a/x'], ['ax']],
    ['?.yaml', ['a.yaml'], ['.yaml', 'ab.yaml', '/.yaml']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '/x']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['[]]', [']'], ['[']],
    ['{a,b/c}.env', ['a.env', 'b/c.env'], ['b.env', 'c.env']],
    ['{,x}.env', ['.env', 'x.env'], ['y.env']],
    ['\\*', ['*'], ['a']],
    ['\\{a\\}', ['{a}'], ['a']],
    ['', [''], ['a']],
  ];
  for (const [pattern, matching, others] of cases) {
    it(`${pattern || 'the empty pattern'} tells ${matching.join(' ')} from ${others.join(' ')}`, () => {
      for (const path of matching) assert.ok(glob(pattern).matches(path), `matches ${path}`);
      for (const path of others) assert.ok(!glob(pattern).matches(path), `does not match ${path}`);
    });
  }

  const captures: readonly [pattern: string, path: string, captured: Record<string, string> | undefined][] = [
    ['.env.{environment}', '.env.production', { environment: 'production' }],
    ['.env.{environment}', '.env.production.local', undefined],
    ['.env.{environment}', '.env.', undefined],
    [
      'config/{environment}/{region}.yaml',
      'config/prod/eu-west-1.yaml',
      { environment: 'prod', region: 'eu-west-1' },
    ],
    ['**/{environment}.yaml', 'a/b/staging.yaml', { environment: 'staging' }],
    ['*-{environment}.yml', 'application-prod.yml', { environment: 'prod' }],
    ['{a,b}/{environment}', 'b/x', { environment: 'x' }],
    ['.env', '.env', {}],
  ];
  for (const [pattern, path, captured] of captures) {
    it(`${pattern} captures from ${path}`, () => {
      const found = glob(pattern).capture(path);
      assert.deepEqual(found && Object.fromEntries(found), captured);
    });
  }

  for (const pattern of ['{a', 'a}', '{a,{b,c}}', '{a b}', '{}', '[a', 'x'.repeat(1001), '{a,b}'.repeat(7)]) {
    it(`says what is wrong with ${pattern.slice(0, 20)}`, () => {
      const compiled = compileGlob(pattern);
      assert.ok(!compiled.ok);
      assert.match(compiled.reason, /\.$/);
    });
  }

  it('matches fields: another separator, any case', () => {
    const field = glob('**.*_URL', { separator: '.', ignoreCase: true });
    assert.ok(field.matches('services.Vault_url'));
    assert.ok(field.matches('vault_URL'));
    assert.ok(!field.matches('services.url.x'));
  });

  for (const pattern of [
    '*'.repeat(900),
    '*a'.repeat(450),
    '**/'.repeat(300),
    '?*'.repeat(450),
    '{a}*'.repeat(200),
    '[a-z]*'.repeat(150),
  ]) {
    it(`${pattern.slice(0, 9)}… takes time in proportion to the path`, () => {
      const { matches } = glob(pattern);
      const work = (length: number) => void matches(`${'a'.repeat(length)}/b`);
      assertGrowsInProportion({ work, size: 1000, factor: 10, most: 50 });
    });
  }

  it('never throws, whatever the pattern and the path', () => {
    const pieces = fc.constantFrom(
      '*',
      '**',
      '/',
      '?',
      '[',
      ']',
      '{',
      '}',
      ',',
      'a',
      '\\',
      '!',
      '-',
      '.',
      '{environment}',
    );
    const patterns = fc.array(pieces, { maxLength: 15 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(patterns, patterns, (pattern, path) => {
        const compiled = compileGlob(pattern);
        if (compiled.ok) compiled.glob.capture(path);
      }),
      { numRuns: 2000 },
    );
  });

  it('matches a text that has no special character by itself', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '-', ' ') });
    fc.assert(
      fc.property(plain, plain, (pattern, path) => {
        assert.equal(glob(pattern).matches(path), pattern === path);
      }),
    );
  });
});
