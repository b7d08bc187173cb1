/** The check of the whole workspace: its sum, its progress, its cancellation, and that typing goes on meanwhile. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { WorkspaceSummary } from '../../shared/protocol.ts';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN, CLEAN_STAGING, MANIFEST, PUSH, WRONG } from '../support/lsp-shop.ts';

const FILES = 3000;

interface Progress {
  readonly token: string | number;
  readonly value: { readonly kind: string; readonly message?: string; readonly percentage?: number };
}

describe('server: check of the workspace', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string>) => {
    editor = await startEditor(sandbox(files), { capabilities: PUSH });
    return editor;
  };
  const SMALL = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG, '.env.staging': CLEAN_STAGING };

  it('sums up, and publishes what it finds in files that are not open', async () => {
    const { connection, published } = await start(SMALL);
    const summary = await connection.sendRequest<WorkspaceSummary>('secureConfig/checkWorkspace', {});
    assert.deepEqual(summary, {
      files: 2,
      compliant: 1,
      findings: { critical: 1, error: 0, warning: 1, info: 0 },
      drifted: 0,
      cancelled: false,
    });
    assert.equal((await published('.env.production')).diagnostics.length, 2);
  });

  it('is a command for every client, which it shows its progress', async () => {
    const { connection, capabilities, hears } = await start(SMALL);
    const command = 'secureConfig.server.checkWorkspace';
    assert.ok(capabilities.executeCommandProvider?.commands.includes(command));
    const summary = await connection.sendRequest<WorkspaceSummary>('workspace/executeCommand', { command });
    assert.equal(summary.files, 2);
    await hears('window/workDoneProgress/create');
    await hears('$/progress', ({ value }: Progress) => value.kind === 'end');
  });

  it("reports progress under the client's token", async () => {
    const { connection, heard } = await start(SMALL);
    await connection.sendRequest('secureConfig/checkWorkspace', { workDoneToken: 'mine' });
    const progress = heard
      .filter(({ method }) => method === '$/progress')
      .map(({ params }) => params as Progress);
    assert.ok(progress.every(({ token }) => token === 'mine'));
    assert.equal(progress[0]?.value.kind, 'begin');
    assert.equal(progress.at(-1)?.value.kind, 'end');
    assert.ok(progress.some(({ value }) => value.percentage === 100 && value.message === '2 of 2 files'));
  });

  it('tells what is wrong with manifests, and keeps up with files that come and go', async () => {
    const broken = MANIFEST.replace('severity: critical', 'severity: terrible');
    const { connection, published, uri } = await start({
      ...SMALL,
      'part/secure-config.yaml': broken,
      'part/.env.staging': CLEAN_STAGING,
    });
    await connection.sendRequest('secureConfig/checkWorkspace', {});
    await published('part/secure-config.yaml', ({ diagnostics }) => diagnostics.length === 1);
    const tell = (file: string, type: number) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type }] });
    const write = (file: string, text: string) => fs.writeFileSync(fileURLToPath(uri(file)), text);
    write('part/.env.production', WRONG);
    await tell('part/.env.production', 1);
    await published('part/.env.production', ({ diagnostics }) => diagnostics.length > 0);
    write('part/secure-config.yaml', MANIFEST);
    await tell('part/secure-config.yaml', 2);
    await published('part/secure-config.yaml', ({ diagnostics }) => diagnostics.length === 0);
    fs.rmSync(fileURLToPath(uri('part/.env.production')));
    await tell('part/.env.production', 3);
    await published('part/.env.production', ({ diagnostics }) => diagnostics.length === 0);
  });

  it('stops when it is cancelled, and serves typing while it runs', async () => {
    const { connection, open, change, published } = await start(manyFiles(FILES));
    open('.env.production', CLEAN);
    await published('.env.production');
    const source = new CancellationTokenSource();
    let over = false;
    const running = connection.sendRequest<WorkspaceSummary>('secureConfig/checkWorkspace', {}, source.token);
    const ended = running.then(summary => {
      over = true;
      return summary;
    });
    change('.env.production', { from: 'PORT=8080', to: 'PORT=80' });
    await published('.env.production', ({ diagnostics }) => diagnostics.length === 1);
    assert.ok(!over, 'the keystroke was answered only once every file was checked');
    source.cancel();
    const { cancelled, files } = await ended;
    assert.ok(cancelled && files < FILES, `${files} of ${FILES} files were checked all the same`);
  });
});

function manyFiles(count: number): Record<string, string> {
  const body = Array.from({ length: 200 }, (_, index) => `# line ${index}\n`).join('');
  const files = Array.from({ length: count }, (_, index) => [
    `part${index % 50}/${index}/.env.production`,
    WRONG + body,
  ]);
  return {
    'secure-config.yaml': MANIFEST.replace('- .env.{environment}', "- '**/.env.{environment}'"),
    '.env.production': CLEAN,
    ...Object.fromEntries(files),
  };
}
