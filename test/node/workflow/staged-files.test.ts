/** Files and the event that decides about them: both or none, wherever a crash comes. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { environmentFiles } from '../../../shared/node/workflow/environment-files.ts';
import {
  recoverStagedFiles,
  type Staged,
  stageFiles,
  type WantedFile,
} from '../../../shared/node/workflow/staged-files.ts';
import { openWorkspace } from '../../../shared/node/workspace.ts';
import { buildWorker, startWorker } from '../../support/worker.ts';
import { git } from '../../support/workflow-people.ts';

const REQUEST = '00000000-0000-4000-8000-000000000001';

describe('staged files', () => {
  let root: string;
  let ledger: string;
  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-')));
    ledger = path.join(root, 'ledger');
    fs.writeFileSync(at('.env'), 'A=1\n', { mode: 0o640 });
    fs.writeFileSync(at('gone.yaml'), 'b: 2\n');
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const at = (name: string): string => path.join(root, name);
  const wanted = (): WantedFile[] => [
    { path: '.env', text: 'A=2\n' },
    { path: 'gone.yaml', text: null },
    { path: 'deep/new.yaml', text: 'c: 3\n' },
  ];
  const stage = async (files: readonly WantedFile[] = wanted()): Promise<Staged> => {
    const staged = await stageFiles({ ledger, root, request: REQUEST, files });
    assert.ok('commit' in staged, 'message' in staged ? staged.message : '');
    return staged;
  };
  /** Stages in another process, which is killed when it has said so much. */
  const crash = async (word: 'staged' | 'committing', files: readonly WantedFile[] = wanted()) => {
    fs.mkdirSync(at('ledger'), { recursive: true });
    const worker = buildWorker('staging', ledger);
    const { child, lines, ended } = startWorker(worker, [
      JSON.stringify({ ledger, root, request: REQUEST, files }),
    ]);
    while (!lines().includes(word)) await new Promise(resolve => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    assert.equal(await ended, null);
    fs.rmSync(worker);
  };
  const noteFile = (): string => {
    const [name = ''] = fs.readdirSync(path.join(ledger, 'applying'));
    return path.join(ledger, 'applying', name);
  };
  const contents = (): Record<string, string> =>
    Object.fromEntries(
      fs
        .readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter(name => fs.lstatSync(at(name)).isFile())
        .map(name => [name, fs.readFileSync(at(name), 'utf8')]),
    );
  const BEFORE = { '.env': 'A=1\n', 'gone.yaml': 'b: 2\n' };
  const AFTER = { '.env': 'A=2\n', 'deep/new.yaml': 'c: 3\n' };

  const NOTHING = { changed: [], unwritten: [] };

  it('get their new texts when the event is there, and keep their permissions', async () => {
    const staged = await stage();
    assert.deepEqual([fs.readFileSync(at('.env'), 'utf8'), fs.existsSync(at('gone.yaml'))], ['A=1\n', true]);
    assert.deepEqual(await staged.commit(), NOTHING);
    assert.deepEqual(contents(), AFTER);
    assert.equal(fs.statSync(at('.env')).mode & 0o777, 0o640);
    assert.equal(fs.statSync(at('deep/new.yaml')).mode & 0o777, 0o600);
  });

  it('stay as they were when there will be no event', async () => {
    await (await stage()).abandon();
    assert.deepEqual(contents(), BEFORE);
  });

  for (const [isApplied, outcome, after] of [
    [false, 'undone', BEFORE],
    [true, 'finished', AFTER],
  ] as const) {
    it(`are ${outcome} after a process was killed between staging and renaming; twice is once`, async () => {
      await crash('staged');
      const expected = [{ request: REQUEST, outcome, ...NOTHING }];
      assert.deepEqual(await recoverStagedFiles(ledger, () => isApplied), expected);
      assert.deepEqual(contents(), after);
      assert.deepEqual(await recoverStagedFiles(ledger, () => isApplied), []);
    });
  }

  it('are finished from wherever the renaming was killed', async () => {
    const files = Array.from({ length: 60 }, (_, index) => ({
      path: `many/${index}.env`,
      text: `N=${index}\n`,
    }));
    await crash('committing', files);
    await recoverStagedFiles(ledger, () => true);
    const written = Object.entries(contents()).filter(([name]) => name.startsWith('many/'));
    assert.deepEqual(
      Object.fromEntries(written),
      Object.fromEntries(files.map(({ path: name, text }) => [name, text])),
    );
  });

  it('show nothing to others while they wait, whatever the file’s own permissions are', async () => {
    fs.chmodSync(at('.env'), 0o644);
    await crash('staged');
    const [waiting = '', ...others] = fs.readdirSync(root).filter(name => name.endsWith('.staged'));
    assert.deepEqual(others, []);
    assert.match(waiting, /^\.env\.secure-config-[0-9a-f-]{36}\.staged$/);
    assert.deepEqual(
      [waiting, path.join(waiting, '.env')].map(name => fs.statSync(at(name)).mode & 0o777),
      [0o700, 0o600],
    );
    await recoverStagedFiles(ledger, () => true);
    assert.equal(fs.statSync(at('.env')).mode & 0o777, 0o644);
  });

  it('are committed by no git and taken for no file of the project, whatever a crash has left and the project ignores', async () => {
    fs.writeFileSync(at('secure-config.yaml'), 'extends: twelve-factor\nfiles: ["**/{environment}.yaml"]\n');
    git(root, 'init', '-q');
    await crash('staged');
    git(root, 'add', '-A');
    const tracked = git(root, 'ls-files').split('\n');
    assert.ok(tracked.includes('.env'));
    assert.deepEqual(
      tracked.filter(name => /staged|new\.yaml/.test(name)),
      [],
    );
    const found = await environmentFiles(openWorkspace({ roots: [root], trusted: true }), root, new Date());
    assert.deepEqual([...found.environments.keys()], ['gone']);
    await recoverStagedFiles(ledger, () => true);
    assert.ok(
      fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).every(name => !/staged/.test(name)),
    );
    assert.equal(fs.readFileSync(at('deep/new.yaml'), 'utf8'), 'c: 3\n');
  });

  it('are left alone while the process that writes them lives', async () => {
    const staged = await stage();
    assert.deepEqual(await recoverStagedFiles(ledger, () => false), []);
    await staged.commit();
    assert.deepEqual(contents(), AFTER);
  });

  it('never overwrite what somebody has written meanwhile', async () => {
    const staged = await stage();
    fs.writeFileSync(at('.env'), 'A=mine\n');
    assert.deepEqual(await staged.commit(), { changed: [at('.env')], unwritten: [] });
    assert.deepEqual(contents(), { ...AFTER, '.env': 'A=mine\n' });
  });

  it('may have vanished meanwhile, and are not brought back', async () => {
    const staged = await stage();
    fs.rmSync(at('.env'));
    assert.deepEqual(await staged.commit(), { changed: [at('.env')], unwritten: [] });
    assert.deepEqual(contents(), { 'deep/new.yaml': 'c: 3\n' });
  });

  it('wait for the next look when the disk does not let them be finished', async () => {
    const staged = await stage();
    fs.renameSync(at('deep'), at('aside'));
    fs.writeFileSync(at('deep'), '');
    assert.deepEqual((await staged.commit()).unwritten, [at('deep/new.yaml')]);
    fs.rmSync(at('deep'));
    fs.renameSync(at('aside'), at('deep'));
    assert.deepEqual(await recoverStagedFiles(ledger, () => true), [
      { request: REQUEST, outcome: 'finished', ...NOTHING },
    ]);
    assert.deepEqual(contents(), AFTER);
  });

  it('leave nothing behind when one of them cannot be written', async () => {
    fs.writeFileSync(at('wall'), '');
    await assert.rejects(stage([...wanted(), { path: 'wall/new.yaml', text: 'd: 4\n' }]));
    assert.deepEqual(contents(), { ...BEFORE, wall: '' });
  });

  describe('are refused', () => {
    let outside: string;
    beforeEach(() => {
      outside = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-outside-'));
    });
    afterEach(() => fs.rmSync(outside, { recursive: true, force: true }));

    const cases: readonly (readonly [string, string, () => void, RegExp])[] = [
      [
        'a link to a file outside',
        'link.env',
        () => {
          fs.writeFileSync(path.join(outside, 'x'), '');
          fs.symlinkSync(path.join(outside, 'x'), at('link.env'));
        },
        /^Nothing was applied: link\.env leads to another file: it is a link/,
      ],
      [
        'a new file in a linked folder outside',
        'linked/x.env',
        () => fs.symlinkSync(outside, at('linked')),
        /leads to another file/,
      ],
      [
        'a link to a file within, which is another environment’s',
        'link.env',
        () => fs.symlinkSync('.env', at('link.env')),
        /leads to another file/,
      ],
      [
        'a link to what is not there yet',
        'link.env',
        () => fs.symlinkSync(path.join(outside, 'not-yet'), at('link.env')),
        /leads to another file/,
      ],
      [
        'a file in a folder that links to what is not there yet',
        'linked/x.env',
        () => fs.symlinkSync('not-yet', at('linked')),
        /leads to another file/,
      ],
      ['git’s own files', '.git/config', () => fs.mkdirSync(at('.git')), /is a file of git/],
      ['the manifest', 'secure-config.yaml', () => {}, /is a file of git or of Secure Config/],
      ['a folder', 'folder.env', () => fs.mkdirSync(at('folder.env')), /folder\.env is no file/],
      [
        'a read-only file',
        'kept.env',
        () => fs.writeFileSync(at('kept.env'), '', { mode: 0o444 }),
        /kept\.env is read-only/,
      ],
    ];
    for (const [what, name, prepare, message] of cases) {
      it(`for ${what}, with nothing changed`, async () => {
        prepare();
        const before = contents();
        const files = [...wanted(), { path: name, text: 'E=5\n' }];
        const staged = await stageFiles({ ledger, root, request: REQUEST, files });
        assert.ok('code' in staged);
        assert.deepEqual([staged.code, message.test(staged.message)], ['not-writable', true], staged.message);
        assert.deepEqual(contents(), before);
      });
    }
  });

  it('say nothing of a text in the note', async () => {
    await stage([{ path: '.env', text: 'A=invented-secret\n' }]);
    assert.ok(!fs.readFileSync(noteFile(), 'utf8').includes('invented'));
  });
});
