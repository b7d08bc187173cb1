/** Pulled diagnostics, of a document and of the workspace. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN_STAGING, MANIFEST, PULL, WRONG } from '../support/lsp-shop.ts';

const FILES = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG, '.env.staging': CLEAN_STAGING };

describe('server: pulled diagnostics', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (initializationOptions = {}) => {
    editor = await startEditor(sandbox(FILES), { capabilities: PULL, initializationOptions });
    return editor;
  };

  it('are announced, and nothing is pushed then', async () => {
    const { capabilities, open, uri, connection, heard } = await start();
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'secure-config',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    open('.env.production');
    assert.deepEqual(codes(await pull(connection, uri('.env.production'))), ['SHOP_1', 'SHOP_2']);
    assert.ok(!heard.some(({ method }) => method === 'textDocument/publishDiagnostics'));
  });

  it('are not announced to a client that asks to be pushed to', async () => {
    const { capabilities, open, published } = await start({ diagnostics: 'push' });
    assert.equal(capabilities.diagnosticProvider, undefined);
    open('.env.production');
    assert.equal((await published('.env.production')).diagnostics.length, 2);
  });

  it('are unchanged while they are the same, whatever the text', async () => {
    const { open, change, uri, connection } = await start();
    open('.env.production');
    const first = await pull(connection, uri('.env.production'));
    change('.env.production', { from: 'long-enough-token', to: 'another-long-token' });
    const second = await pull(connection, uri('.env.production'), first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    change('.env.production', { from: 'PORT=80', to: 'PORT=8080' });
    assert.deepEqual(codes(await pull(connection, uri('.env.production'), first.resultId)), ['SHOP_1']);
  });

  it('can be had of a file that is not open', async () => {
    const { uri, connection } = await start();
    assert.deepEqual(codes(await pull(connection, uri('.env.production'))), ['SHOP_1', 'SHOP_2']);
  });

  it('of the workspace tell every file once, then only what has changed', async () => {
    const { open, change, uri, connection } = await start();
    const first = await pullWorkspace(connection, []);
    const byUri = new Map(first.items.map(item => [item.uri, item]));
    assert.equal(byUri.get(uri('.env.production'))?.kind, 'full');
    assert.equal(byUri.get(uri('.env.staging'))?.kind, 'full');
    const previous = first.items.map(item => ({ uri: item.uri, value: item.resultId ?? '' }));
    const second = await pullWorkspace(connection, previous);
    assert.deepEqual([...new Set(second.items.map(({ kind }) => kind))], ['unchanged']);
    open('.env.staging');
    change('.env.staging', { from: 'PORT=8080', to: 'PORT=80' });
    await pull(connection, uri('.env.staging'));
    const third = await pullWorkspace(connection, previous);
    const changed = third.items.filter(({ kind }) => kind === 'full');
    assert.deepEqual(
      changed.map(item => [item.uri, item.version]),
      [[uri('.env.staging'), 2]],
    );
  });

  it('of the workspace empty the files that are gone', async () => {
    const { uri, connection } = await start();
    const gone = uri('.env.production');
    const first = await pullWorkspace(connection, []);
    const previous = first.items.map(item => ({ uri: item.uri, value: item.resultId ?? '' }));
    fs.rmSync(fileURLToPath(gone));
    void connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: gone, type: 3 }],
    });
    const second = await pullWorkspace(connection, previous);
    const item = second.items.find(each => each.uri === gone);
    assert.deepEqual(item, { kind: 'full', uri: gone, version: null, items: [] });
  });

  it('are asked for again when the manifest changes', async () => {
    const { open, change, uri, connection, hears } = await start();
    open('.env.production');
    await pull(connection, uri('.env.production'));
    open('secure-config.yaml');
    change('secure-config.yaml', { from: 'minimum: 1024', to: 'minimum: 10' });
    await hears('workspace/diagnostic/refresh');
    assert.deepEqual(codes(await pull(connection, uri('.env.production'))), ['SHOP_1']);
  });
});

function pull(connection: Editor['connection'], uri: string, previousResultId?: string) {
  const parameters = { textDocument: { uri }, identifier: 'secure-config', previousResultId };
  return connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', parameters);
}

function pullWorkspace(connection: Editor['connection'], previousResultIds: object[]) {
  const parameters = { identifier: 'secure-config', previousResultIds };
  return connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', parameters);
}

function codes(report: DocumentDiagnosticReport): unknown[] {
  assert.equal(report.kind, 'full');
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}
