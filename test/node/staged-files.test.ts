/** Files and the event that decides about them: both or none, wherever a crash comes. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { recoverStagedFiles, stageFiles } from '../../shared/node/workflow/staged-files.ts';

const EVENT = '00000000-0000-4000-8000-000000000001';

describe('staged files', () => {
  let root: string;
  let ledger: string;
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-'));
    ledger = path.join(root, 'ledger');
    fs.writeFileSync(at('.env'), 'A=1\n', { mode: 0o640 });
    fs.writeFileSync(at('gone.yaml'), 'b: 2\n');
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const at = (name: string): string => path.join(root, name);
  const wanted = () => [
    { path: at('.env'), text: 'A=2\n' },
    { path: at('gone.yaml'), text: null },
    { path: at('deep/new.yaml'), text: 'c: 3\n' },
  ];
  const contents = (): Record<string, string> =>
    Object.fromEntries(
      fs
        .readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter(name => fs.statSync(at(name)).isFile())
        .map(name => [name, fs.readFileSync(at(name), 'utf8')]),
    );
  const BEFORE = { '.env': 'A=1\n', 'gone.yaml': 'b: 2\n' };
  const AFTER = { '.env': 'A=2\n', 'deep/new.yaml': 'c: 3\n' };

  it('get their new texts when the event is there, and keep their permissions', async () => {
    const staged = await stageFiles(ledger, EVENT, wanted());
    assert.deepEqual([fs.readFileSync(at('.env'), 'utf8'), fs.existsSync(at('gone.yaml'))], ['A=1\n', true]);
    assert.deepEqual(await staged.commit(), []);
    assert.deepEqual(contents(), AFTER);
    assert.equal(fs.statSync(at('.env')).mode & 0o777, 0o640);
    assert.equal(fs.statSync(at('deep/new.yaml')).mode & 0o777, 0o600);
  });

  it('stay as they were when there will be no event', async () => {
    await (await stageFiles(ledger, EVENT, wanted())).abandon();
    assert.deepEqual(contents(), BEFORE);
  });

  it('are finished after a crash when the ledger has the event, else undone; twice is once', async () => {
    await stageFiles(ledger, EVENT, wanted());
    assert.deepEqual(await recoverStagedFiles(ledger, () => false), [
      { eventId: EVENT, outcome: 'undone', changed: [] },
    ]);
    assert.deepEqual(contents(), BEFORE);
    await stageFiles(ledger, EVENT, wanted());
    assert.deepEqual(await recoverStagedFiles(ledger, id => id === EVENT), [
      { eventId: EVENT, outcome: 'finished', changed: [] },
    ]);
    assert.deepEqual(contents(), AFTER);
    assert.deepEqual(await recoverStagedFiles(ledger, () => true), []);
  });

  it('are finished from wherever the renaming stopped', async () => {
    await stageFiles(ledger, EVENT, wanted());
    const note = JSON.parse(fs.readFileSync(path.join(ledger, 'applying', `${EVENT}.json`), 'utf8'));
    fs.renameSync(note.files[0].staged, at('.env'));
    await recoverStagedFiles(ledger, () => true);
    assert.deepEqual(contents(), AFTER);
  });

  it('never overwrite what somebody has written meanwhile', async () => {
    const staged = await stageFiles(ledger, EVENT, wanted());
    fs.writeFileSync(at('.env'), 'A=mine\n');
    assert.deepEqual(await staged.commit(), [at('.env')]);
    assert.deepEqual(contents(), { ...AFTER, '.env': 'A=mine\n' });
  });

  it('leave nothing behind when one of them cannot be written', async () => {
    fs.writeFileSync(at('wall'), '');
    const files = [...wanted(), { path: at('wall/new.yaml'), text: 'd: 4\n' }];
    await assert.rejects(stageFiles(ledger, EVENT, files));
    assert.deepEqual(contents(), { ...BEFORE, wall: '' });
  });

  it('say nothing of a text in the note', async () => {
    await stageFiles(ledger, EVENT, [{ path: at('.env'), text: 'A=invented-secret\n' }]);
    assert.ok(!fs.readFileSync(path.join(ledger, 'applying', `${EVENT}.json`), 'utf8').includes('invented'));
  });
});
