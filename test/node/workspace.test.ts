/** Real folders: which manifest governs a file, what is kept of it, and what a walk finds. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { WalkOptions } from '../../shared/node/walk.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../shared/node/workspace.ts';

const RULE = 'severity: error\nfield: a\nmust: { type: string }\nmessage: m\n';

describe('workspace', () => {
  let root: string;
  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-')));
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const at = (relative: string): string => path.join(root, relative);
  const write = (files: Record<string, string>): void => {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), text);
    }
  };
  const open = (options: Partial<WorkspaceOptions> = {}): Workspace =>
    openWorkspace({ roots: [root], trusted: true, ...options });
  const found = async (workspace: Workspace, options: WalkOptions = {}): Promise<string[]> => {
    const files: string[] = [];
    for await (const file of workspace.configurationFiles(options)) files.push(path.relative(root, file));
    return files.sort();
  };

  describe('governanceOf', () => {
    it('takes the nearest manifest up the tree', async () => {
      write({
        'secure-config.yaml': 'extends: voicehive\nfiles: ["**/.env.{environment}"]\n',
        'packages/a/secure-config.yaml': 'extends: twelve-factor\n',
        'packages/a/deep/.env.production': '',
        'packages/b/.env.prod': '',
      });
      const workspace = open();
      const a = await workspace.governanceOf(at('packages/a/deep/.env.production'), '');
      assert.deepEqual(
        [a?.root, a?.path, a?.governance.project?.profile.name, a?.governance.environment],
        [at('packages/a'), 'deep/.env.production', 'twelve-factor', 'production'],
      );
      const b = await workspace.governanceOf(at('packages/b/.env.prod'), '');
      assert.deepEqual(
        [b?.root, b?.path, b?.governance.project?.profile.name, b?.governance.environment],
        [root, 'packages/b/.env.prod', 'voicehive', 'production'],
      );
      assert.equal(await workspace.projectOf(at('packages/b/x')), b?.governance.project);
    });

    it('without a manifest checks the syntax of dotenv files, and leaves YAML alone', async () => {
      const workspace = open();
      const env = await workspace.governanceOf(at('.env.production'), 'A=1\n');
      assert.deepEqual(env, {
        governance: { dialects: ['dotenv'], isDialectGuessed: true },
        root,
        path: '.env.production',
      });
      assert.equal(await workspace.governanceOf(at('config.yaml'), 'VOICEHIVE_A: 1'), undefined);
      assert.equal(await workspace.governanceOf(at('main.ts'), ''), undefined);
    });

    it('without a manifest knows the files of a built-in profile by their prefix', async () => {
      const workspace = open();
      const governed = await workspace.governanceOf(at('x.env'), 'A=1\nexport VOICEHIVE_REGION=eu\n');
      assert.equal(governed?.governance.project?.profile.name, 'voicehive');
      const named = await workspace.governanceOf(at('x.env'), '# VOICEHIVE_REGION\nMY_VOICEHIVE_X=1\n');
      assert.equal(named?.governance.project, undefined);
    });

    it('without a manifest follows what the person prefers', async () => {
      const preferences = { profile: 'twelve-factor', dialects: ['compose'] } as const;
      const governed = await open().governanceOf(at('.env'), '', preferences);
      assert.deepEqual(governed?.governance.dialects, ['compose']);
      assert.equal(governed?.governance.project?.profile.name, 'twelve-factor');
    });

    it('gives dotenv files that no pattern names their syntax only, and none of its own files anything', async () => {
      write({
        'secure-config.yaml': 'extends: ./p\nfiles: ["**/*.yaml"]\n',
        'p/profile.yaml': 'name: p\n',
        '.env': '',
        'a.yaml': '',
      });
      const workspace = open();
      assert.equal(
        (await workspace.governanceOf(at('.env'), 'VOICEHIVE_X=1'))?.governance.project,
        undefined,
      );
      assert.equal(await workspace.governanceOf(at('p/profile.yaml'), ''), undefined);
      assert.equal(await workspace.governanceOf(at('secure-config.yaml'), ''), undefined);
      assert.equal((await workspace.governanceOf(at('a.yaml'), ''))?.governance.project?.profile.name, 'p');
    });

    it('finds in the folder, or above it, who reads the files', async () => {
      write({
        'package.json': '{"dependencies":{"dotenv":"1"}}',
        'compose.yaml': '',
        'py/pyproject.toml': 'dependencies = ["python-dotenv"]',
      });
      const workspace = open();
      const dialects = async (file: string) =>
        (await workspace.governanceOf(at(file), ''))?.governance.dialects;
      assert.deepEqual(await dialects('a/b/.env'), ['dotenv', 'compose']);
      assert.deepEqual(await dialects('py/.env'), ['python-dotenv']);
      fs.rmSync(at('py/pyproject.toml'));
      assert.ok(workspace.invalidate(at('py/pyproject.toml')));
      assert.deepEqual(await dialects('py/.env'), ['dotenv', 'compose']);
    });

    it('outside of its folders looks up to the git repository', async () => {
      write({
        'secure-config.yaml': 'extends: voicehive\n',
        'repo/.git/HEAD': '',
        'repo/a/.env': '',
        'repo/secure-config.yaml': 'extends: twelve-factor\n',
      });
      const workspace = open({ roots: [at('elsewhere')] });
      const name = async (file: string) =>
        (await workspace.governanceOf(at(file), ''))?.governance.project?.profile.name;
      assert.equal(await name('repo/a/.env'), 'twelve-factor');
      fs.rmSync(at('repo/secure-config.yaml'));
      workspace.invalidate(at('repo/secure-config.yaml'));
      assert.equal(await name('repo/a/.env'), undefined);
    });

    it('in a workspace that is not trusted uses built-in profiles only', async () => {
      write({ 'secure-config.yaml': 'extends: voicehive\nrules: { SEC_001: off }\n' });
      const project = await open({ trusted: false }).projectOf(at('.env'));
      assert.equal(project?.profile.rules.length, 15);
      assert.deepEqual(
        project?.problems.get('secure-config.yaml')?.map(({ code }) => code),
        ['manifest/untrusted'],
      );
    });
  });

  describe('sources', () => {
    it('are read anew when one of them changes, comes or goes', async () => {
      write({
        'secure-config.yaml': 'ruleFiles: ./rules\nschema: ./schema.yaml\n',
        'rules/A.yaml': `id: A\n${RULE}`,
      });
      const workspace = open();
      const ids = async () => (await workspace.projectOf(at('.env')))?.profile.rules.map(({ id }) => id);
      const first = await workspace.projectOf(at('.env'));
      assert.deepEqual(await ids(), ['A']);
      write({ 'rules/B.yaml': `id: B\n${RULE}`, 'other.yaml': '' });
      assert.equal(workspace.invalidate(at('other.yaml')), false);
      assert.equal(await workspace.projectOf(at('.env')), first);
      assert.equal(workspace.invalidate(at('rules/B.yaml')), true);
      assert.deepEqual(await ids(), ['A', 'B']);
      write({ 'schema.yaml': 'properties: { a: { type: string } }\n' });
      assert.equal(workspace.invalidate(at('schema.yaml')), true);
      assert.ok((await workspace.projectOf(at('.env')))?.profile.schema);
      fs.rmSync(at('rules'), { recursive: true });
      assert.equal(workspace.invalidate(at('rules')), true);
      assert.deepEqual(await ids(), []);
      fs.rmSync(at('secure-config.yaml'));
      assert.equal(workspace.invalidate(at('secure-config.yaml')), true);
      assert.equal(await workspace.projectOf(at('.env')), undefined);
    });

    it('count as they are open, not as they are saved', async () => {
      write({ 'secure-config.yaml': 'prefix: DISK_\n' });
      const unsaved = new Map([
        [at('secure-config.yaml'), 'prefix: OPEN_\n'],
        [at('new/secure-config.yaml'), 'prefix: NEW_\n'],
      ]);
      const workspace = open({ readOverride: file => unsaved.get(file) });
      assert.equal((await workspace.projectOf(at('.env')))?.profile.prefix, 'OPEN_');
      assert.equal((await workspace.projectOf(at('new/.env')))?.profile.prefix, 'NEW_');
      unsaved.clear();
      workspace.invalidate(at('secure-config.yaml'));
      assert.equal((await workspace.projectOf(at('.env')))?.profile.prefix, 'DISK_');
    });

    it('may be symbolic links, if these stay inside', async () => {
      const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-outside-'));
      fs.writeFileSync(path.join(outside, 'schema.yaml'), 'properties: {}\n');
      write({
        'w/secure-config.yaml': 'schema: ./out.yaml\nextends: ./in\n',
        'w/real/profile.yaml': 'name: real\nprefix: IN_\n',
      });
      fs.symlinkSync(path.join(outside, 'schema.yaml'), at('w/out.yaml'));
      fs.symlinkSync(at('w/real'), at('w/in'));
      const project = await open({ roots: [at('w')] }).projectOf(at('w/.env'));
      assert.equal(project?.profile.prefix, 'IN_');
      assert.equal(project?.profile.schema, undefined);
      assert.deepEqual(
        project?.problems.get('secure-config.yaml')?.map(({ code }) => code),
        ['manifest/unreadable'],
      );
      fs.rmSync(outside, { recursive: true });
    });

    it('that cannot be text, or are too large, are problems', async () => {
      write({
        'secure-config.yaml': `schema: ./binary.yaml\nextends: ./large.yaml\n`,
        'binary.yaml': 'a\0b',
        'large.yaml': 'x'.repeat(1_000_001),
      });
      const project = await open().projectOf(at('.env'));
      const messages =
        project?.problems
          .get('secure-config.yaml')
          ?.map(({ message }) => message)
          .join(' ') ?? '';
      assert.match(messages, /binary/);
      assert.match(messages, /larger than 1 MB/);
    });
  });

  describe('manifestProblems', () => {
    it('are of the text at hand, for the manifest and every file that it is made of', async () => {
      write({
        'secure-config.yaml': 'ruleFiles: ./rules\n',
        'rules/A.yaml': `id: A\n${RULE}`,
        'other.yaml': '',
      });
      const workspace = open();
      const codes = async (file: string, text: string) =>
        (await workspace.manifestProblems(at(file), text)).map(({ code }) => code);
      assert.deepEqual(await codes('secure-config.yaml', 'ruleFiles: ./rules\n'), []);
      assert.deepEqual(await codes('secure-config.yaml', 'extends: nothing\n'), ['manifest/unknown-profile']);
      assert.deepEqual(await codes('rules/A.yaml', `id: A\n${RULE}`), []);
      assert.deepEqual(await codes('rules/A.yaml', `id: A\n${RULE}remdy: x\n`), ['manifest/unknown-key']);
      assert.deepEqual(await codes('other.yaml', 'extends: nothing\n'), []);
      assert.deepEqual(await codes('.env', 'A'), []);
    });

    it('name waivers that are not in order, and names that nothing goes by', async () => {
      const text =
        'extends: voicehive\nfiles:\n  - match: a.yaml\n    environment: prodction\n    map: { db: databse }\nwaivers:\n  - rule: SEC_001\n    until: 2020-01-01\n    reason: r\n';
      write({ 'secure-config.yaml': text });
      const problems = await open().manifestProblems(at('secure-config.yaml'), text);
      assert.deepEqual(
        problems.map(({ code, span }) => [code, text.slice(span.start, span.end).split('\n')[0]]),
        [
          ['manifest/unknown-environment', 'prodction'],
          ['manifest/unknown-field', 'databse'],
          ['waiver/expired', 'rule: SEC_001'],
        ],
      );
    });
  });

  describe('configurationFiles', () => {
    it('gives dotenv files and what patterns match, ignored or not, and enters no foreign folder', async () => {
      write({
        '.gitignore': '.env*\nbuild/\n/secret.yaml\n!src/build/\n',
        '.env': '',
        '.env.local': '',
        'a.yaml': '',
        'app/secure-config.yaml': 'files: ["*.yaml", ".env"]\n',
        'app/conf.yaml': '',
        'app/.env': '',
        'app/deep/x.yaml': '',
        'app/deep/.env.test': '',
        'build/.env': '',
        'lib/build/.env': '',
        'src/build/.env': '',
        'node_modules/x/.env': '',
        'x/vendor/.env': '',
        '.git/.env': '',
        'nested/.gitignore': 'skip\n',
        'nested/skip/.env': '',
        'nested/keep/.env': '',
      });
      const files = [
        '.env',
        '.env.local',
        'app/.env',
        'app/conf.yaml',
        'app/deep/.env.test',
        'nested/keep/.env',
        'src/build/.env',
      ];
      assert.deepEqual(await found(open()), files);
      assert.deepEqual(await found(open({ roots: [] }), { paths: [root, at('app'), at('.env')] }), files);
    });

    it('enters ignored folders that a pattern names, and no others in them', async () => {
      write({
        '.gitignore': 'secrets/\n',
        'secure-config.yaml': 'files: ["secrets/live/{environment}.yaml", "**/.env"]\n',
        'secrets/live/prod.yaml': '',
        'secrets/live/deeper/.env': '',
        'secrets/other/.env': '',
        'other/secrets/live/prod.yaml': '',
      });
      assert.deepEqual(await found(open()), ['secrets/live/prod.yaml']);
    });

    it('gives every file that is named, and enters every folder that is named', async () => {
      write({ '.gitignore': 'build\n', 'build/.env': '', 'notes.txt': '' });
      const files = await found(open(), { paths: [at('build'), at('notes.txt'), at('gone.env')] });
      assert.deepEqual(files, ['build/.env', 'gone.env', 'notes.txt']);
    });

    it('follows links to files inside, and none to folders or out', async () => {
      const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-outside-'));
      fs.writeFileSync(path.join(outside, 'secret'), 'A=1');
      write({ 'real/app.conf': '', 'a/b/.env': '' });
      fs.symlinkSync(at('real/app.conf'), at('.env'));
      fs.symlinkSync(path.join(outside, 'secret'), at('.env.out'));
      fs.symlinkSync(root, at('a/loop'));
      fs.symlinkSync(at('.env.self'), at('.env.self'));
      fs.symlinkSync('nowhere', at('.env.gone'));
      const skipped: string[] = [];
      const files = await found(open(), { onSkip: file => skipped.push(path.relative(root, file)) });
      assert.deepEqual(files, ['.env', 'a/b/.env']);
      assert.deepEqual(skipped, ['.env.out']);
      fs.rmSync(outside, { recursive: true });
    });

    it('says which folders could not be read', async () => {
      write({ 'closed/.env': '', 'open/.env': '' });
      fs.chmodSync(at('closed'), 0o000);
      const skipped: string[] = [];
      const files = await found(open(), { onSkip: file => skipped.push(path.relative(root, file)) });
      fs.chmodSync(at('closed'), 0o700);
      const mayReadAll = process.getuid?.() === 0;
      assert.deepEqual(files, mayReadAll ? ['closed/.env', 'open/.env'] : ['open/.env']);
      assert.deepEqual(skipped, mayReadAll ? [] : ['closed']);
    });

    it('ends when it is told to', async () => {
      write({ 'a/b/c/.env': '', '.env': '' });
      const stop = new AbortController();
      const files: string[] = [];
      for await (const file of open().configurationFiles({ signal: stop.signal })) {
        files.push(file);
        stop.abort();
      }
      assert.deepEqual(files, [at('.env')]);
    });

    it('survives ignore files that mean harm', async () => {
      write({ '.gitignore': `${'*a'.repeat(400)}\n${'**/'.repeat(300)}x\n[\n`, 'aaaa/.env': '' });
      assert.deepEqual(await found(open()), ['aaaa/.env']);
    });
  });

  describe('read', () => {
    for (const [name, bytes, code] of [
      ['UTF-8', Buffer.from('A=ü\n'), undefined],
      ['UTF-8 with a mark', Buffer.from('\uFEFFA=1'), undefined],
      ['UTF-16', Buffer.from('\uFEFFA=1', 'utf16le'), 'encoding'],
      ['Latin-1', Buffer.from('A=ü', 'latin1'), 'encoding'],
      ['binary', Buffer.from([65, 0, 66]), 'binary'],
      ['10 MB and a byte', Buffer.alloc(10_000_001, 65), 'too-large'],
    ] as const) {
      it(name, async () => {
        fs.writeFileSync(at('.env'), bytes);
        const read = await open().read(at('.env'));
        if (code === undefined) assert.equal('text' in read && read.text, bytes.toString('utf8'));
        else assert.equal('problem' in read && read.problem.code, `file/${code}`);
      });
    }

    it('a folder, and nothing', async () => {
      const codes = await Promise.all([root, at('x')].map(async file => open().read(file)));
      assert.deepEqual(
        codes.map(read => 'problem' in read && read.problem.code),
        ['file/not-a-file', 'file/unreadable'],
      );
    });
  });
});
