/** The environments of a project side by side, as client and other editors ask for them. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import type { EnvironmentMatrix } from '../../shared/protocol.ts';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN_STAGING, MANIFEST, PULL, WRONG } from '../support/lsp-shop.ts';

const FILES = {
  'secure-config.yaml': MANIFEST,
  '.env.production': WRONG,
  '.env.staging': CLEAN_STAGING.replace('long-enough', 'another-long'),
  'config/staging.yaml': 'environment: staging\nport: 8080\n',
  'notes.txt': 'nothing\n',
};

describe('server: matrix', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string> = FILES) => {
    editor = await startEditor(sandbox(files), { capabilities: PULL });
    return editor;
  };
  const ask = ({ connection, uri }: Editor, file: string) =>
    connection.sendRequest<EnvironmentMatrix | null>('secureConfig/matrix', { uri: uri(file) });
  const row = (answer: EnvironmentMatrix | null, wanted: string): string[] => {
    const fields = answer?.matrix.groups.flatMap(({ fields }) => fields) ?? [];
    const cells = fields.find(({ path }) => path === wanted)?.cells ?? [];
    return cells.map(({ state, shown, severity }) => [state, shown, severity].filter(Boolean).join(' '));
  };

  it('compares a document, open or not, with the other files of its project', async () => {
    const running = await start();
    const answer = await ask(running, '.env.staging');
    assert.deepEqual(answer?.matrix.environments, [
      { name: 'production', files: [{ path: '.env.production' }] },
      { name: 'staging', files: [{ path: '.env.staging' }, { path: 'config/staging.yaml' }] },
    ]);
    assert.deepEqual(
      answer.fileUris,
      ['.env.production', '.env.staging', 'config/staging.yaml'].map(running.uri),
    );
    assert.deepEqual(row(answer, 'port'), ['different 80 warning', 'same 8080', 'same 8080']);
    assert.deepEqual(row(answer, 'token'), ['different ••••', 'different ••••', 'missing']);
    assert.doesNotMatch(running.wire(), /long-token|enough-token/);
  });

  it('takes the text in the editor, and what has changed on disk', async () => {
    const running = await start();
    running.open('.env.production');
    running.change('.env.production', { from: 'PORT=80', to: 'PORT=8080' });
    assert.deepEqual(row(await ask(running, '.env.production'), 'port'), [
      'same 8080',
      'same 8080',
      'same 8080',
    ]);
    fs.writeFileSync(fileURLToPath(running.uri('.env.staging')), CLEAN_STAGING.replace('8080', '8443'));
    assert.deepEqual(row(await ask(running, '.env.production'), 'port'), [
      'same 8080',
      'different 8443',
      'same 8080',
    ]);
  });

  it('finds the project of a folder, and other editors ask by a command', async () => {
    const running = await start();
    const byFolder = await ask(running, '.');
    assert.equal(byFolder?.fileUris.length, 3);
    const byCommand = await running.connection.sendRequest('workspace/executeCommand', {
      command: 'secureConfig.server.compareEnvironments',
      arguments: [running.uri('.env.production')],
    });
    assert.deepEqual(byCommand, byFolder);
    assert.equal(await ask(running, 'notes.txt'), null);
  });

  it('compares files of one folder that no manifest governs', async () => {
    const running = await start({
      '.env.example': 'PORT=80\n',
      '.env.production': 'PORT=81\n',
      'b/.env': 'PORT=1\n',
    });
    const answer = await ask(running, '.env.production');
    assert.equal(answer?.profile, null);
    assert.deepEqual(row(answer, 'PORT'), ['different 81', 'different 80']);
  });
});
