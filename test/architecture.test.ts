/** Holds the direction of imports and the purity of the core, so that no later change turns them round unseen. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';

interface Import {
  readonly file: string;
  readonly target: string;
}

/** What a file of each part may import: other parts, or packages by name. `node:` stands for all of Node's own. */
const ALLOWED: Readonly<Record<string, { readonly parts: readonly string[]; readonly packages: RegExp }>> = {
  core: { parts: ['core', 'profiles'], packages: /^(@noble\/hashes|ajv|ajv-formats|re2js|yaml)(\/|$)/ },
  node: { parts: ['core', 'node', 'profiles'], packages: /^(node:|(age-encryption|yaml)$)/ },
  protocol: { parts: ['core', 'protocol'], packages: /^$/ },
  server: {
    parts: ['core', 'node', 'protocol', 'server', 'profiles'],
    packages: /^(node:|vscode-languageserver|vscode-uri$)/,
  },
  cli: { parts: ['core', 'node', 'protocol', 'cli', 'profiles'], packages: /^node:/ },
  client: { parts: ['protocol', 'client'], packages: /^(vscode|vscode-languageclient(\/.*)?|node:path)$/ },
};

/** Folders whose files are members of one kind and know nothing of each other. */
const INDEPENDENT = ['server/features', 'client/commands', 'cli/commands', 'cli/commands/identity'];

const IMPURE: readonly [name: string, pattern: RegExp][] = [
  ['the clock (Date.now)', /\bDate\.now\b/],
  ['the clock (new Date())', /\bnew Date\(\s*\)/],
  ['the clock (performance)', /\bperformance\.now\b/],
  ['randomness', /\bMath\.random\b|\bcrypto\.(randomUUID|getRandomValues)\b/],
  ['the process', /\bprocess\.(env|cwd|argv|platform)\b/],
  ['timers', /\bset(Timeout|Interval|Immediate)\(/],
];

const files = ['shared', 'server', 'client', 'cli'].flatMap(sourceFiles);
const imports = files.flatMap(importsOf);

describe('architecture', () => {
  it('looks at files and imports of every part', () => {
    for (const part of Object.keys(ALLOWED)) {
      assert.ok(
        files.some(file => partOf(file) === part),
        `no file of ${part} was looked at`,
      );
    }
    assert.ok(files.length > 50 && imports.length > files.length);
    assert.deepEqual(
      files.filter(file => partOf(file) === undefined),
      [],
      'files that belong to no part',
    );
  });

  for (const [part, allowed] of Object.entries(ALLOWED)) {
    it(`${part} imports only ${[...allowed.parts, 'its packages'].join(', ')}`, () => {
      const wrong = imports.filter(each => partOf(each.file) === part && !isAllowed(each, allowed));
      assert.deepEqual(wrong.map(describeImport), []);
    });
  }

  for (const folder of INDEPENDENT) {
    it(`files of ${folder} do not import each other`, () => {
      const within = imports.filter(each => path.posix.dirname(each.file) === folder);
      assert.ok(within.length > 0, `nothing in ${folder} was looked at`);
      const wrong = within.filter(each => path.posix.dirname(resolve(each) ?? '') === folder);
      assert.deepEqual(wrong.map(describeImport), []);
    });
  }

  it('the core asks nothing of the outside world', () => {
    const wrong = files
      .filter(file => partOf(file) === 'core')
      .flatMap(file => {
        const text = withoutComments(fs.readFileSync(file, 'utf8'));
        return IMPURE.filter(([, pattern]) => pattern.test(text)).map(([name]) => `${file} uses ${name}`);
      });
    assert.deepEqual(wrong, []);
  });
});

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort();
}

function importsOf(file: string): Import[] {
  const text = withoutComments(fs.readFileSync(file, 'utf8'));
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|\brequire\(\s*'([^']+)'/g,
  );
  return [...statements].map(match => ({
    file,
    target: match.slice(1).find(part => part !== undefined) ?? '',
  }));
}

/** Line comments and block comments, at the price of strings that look like them: good enough for looking for words. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
}

function partOf(file: string): string | undefined {
  if (/^shared\/protocol(\/|\.ts$)/.test(file)) return 'protocol';
  if (file.startsWith('profiles/')) return 'profiles';
  return /^(?:shared\/)?(core|node|server|client|cli)\//.exec(file)?.[1];
}

function isAllowed(
  each: Import,
  { parts, packages }: { parts: readonly string[]; packages: RegExp },
): boolean {
  if (each.target.startsWith('secure-config:')) return parts.includes('profiles');
  const file = resolve(each);
  if (file === undefined) return packages.test(each.target);
  if (file === 'package.json') return packages.test('node:fs'); // its version, where a process may be asked for it
  return parts.includes(partOf(file) ?? '');
}

/** The imported file, relative to the root; undefined for a package. */
function resolve({ file, target }: Import): string | undefined {
  return target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : undefined;
}

function describeImport(each: Import): string {
  return `${each.file} imports ${each.target}`;
}
