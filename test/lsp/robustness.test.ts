/** That nothing a client sends ends the server, and that it never says what stands in a document. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import { after, afterEach, before, describe, it } from 'mocha';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { until } from '../support/lsp-listening.ts';
import { MANIFEST, PUSH, WRONG } from '../support/lsp-shop.ts';

const FILES = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG };

const UNANSWERABLE: readonly [method: string, parameters: unknown][] = [
  ['secureConfig/report', null],
  ['secureConfig/planSetUp', null],
  ['textDocument/codeLens', { textDocument: null }],
  ['workspace/executeCommand', { command: 'no.such.command' }],
  ['workspace/executeCommand', null],
  ['no/such/method', {}],
];

const MALFORMED: readonly [method: string, parameters: unknown][] = [
  ['textDocument/didOpen', {}],
  [
    'textDocument/didOpen',
    { textDocument: { uri: 'file:///%zz', languageId: 'x', version: 1, text: 'A=1' } },
  ],
  ['textDocument/didOpen', { textDocument: { uri: 'untitled:1', languageId: 'x', version: 1, text: 'A=1' } }],
  ['textDocument/didChange', { textDocument: { uri: 'file:///x' } }],
  ['textDocument/didClose', { textDocument: {} }],
  ['workspace/didChangeConfiguration', null],
  ['workspace/didChangeConfiguration', { settings: 5 }],
  ['workspace/didChangeWatchedFiles', { changes: 'all' }],
  ['workspace/didChangeWorkspaceFolders', {}],
  ['$/unknown', {}],
];

describe('server: parameters of the wrong shape', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(sandbox(FILES), { capabilities: PUSH });
  });
  after(() => editor.stop());

  const stillServes = async () => {
    editor.open('.env.production');
    await editor.published('.env.production', ({ diagnostics }) => diagnostics.length === 2);
    editor.close('.env.production');
    await editor.published('.env.production', ({ diagnostics }) => diagnostics.length === 0);
  };

  for (const [method, parameters] of UNANSWERABLE) {
    it(`are answered by an error: ${method} ${JSON.stringify(parameters)}`, async () => {
      await assert.rejects(editor.connection.sendRequest(method, parameters));
      await stillServes();
    });
  }

  for (const [method, parameters] of MALFORMED) {
    it(`are survived: ${method} ${JSON.stringify(parameters)}`, async () => {
      await editor.connection.sendNotification(method, parameters);
      await stillServes();
    });
  }
});

describe('server: robustness', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string>, initializationOptions = {}) => {
    editor = await startEditor(sandbox(files), { capabilities: PUSH, initializationOptions });
    return editor;
  };

  it('refuses a file that is too long, with one piece of information', async () => {
    const { open, published } = await start(FILES);
    open('.env.production', '#'.repeat(10_000_001));
    const { diagnostics } = await published('.env.production');
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [['file/too-large', 3]],
    );
  });

  it('takes nothing from changes of which one is of the wrong shape', async () => {
    const { change, connection, open, published, uri } = await start(FILES);
    open('.env.production');
    await published('.env.production');
    const top = { line: 0, character: 0 };
    // As long as the line that is changed then: were it counted, the line would seem to be there in both forms.
    const text = `${'#'.repeat('SHOP_DEBUG=true'.length)}\n`;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri('.env.production'), version: 2 },
      contentChanges: [{ range: { start: top, end: top }, text }, { text: 5 }],
    });
    change('.env.production', { from: 'true', to: 'false' });
    const { diagnostics } = await published('.env.production');
    assert.deepEqual(
      diagnostics.map(({ range }) => range.start.line),
      [2],
    );
  });

  it('ends when its client goes without a word', async () => {
    const { process: server } = await start(FILES);
    server.stdin?.end();
    await until(
      () => server.exitCode ?? undefined,
      () => 'the end of the server',
    );
    editor = undefined;
  });

  it('ends when the process that it was told to watch is gone', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    editor = await startEditor(sandbox(FILES), { processId: parent.pid ?? 0 });
    const { process: server } = editor;
    parent.kill();
    await until(
      () => server.exitCode ?? undefined,
      () => 'the end of the server',
    );
    editor = undefined;
  });

  it('never says a value of a secret, whatever happens', async () => {
    const canary = 'cAnaRy-9f2b';
    const secrets = `SHOP_ENVIRONMENT=production
SHOP_TOKEN=${canary}
SHOP_TOKEN=x-${canary}
SHOP_SECRET=${canary}2
API_KEY=${canary}3
A=\${B:-${canary}4}
PASSWORD="${canary}5
`;
    const { connection, open, change, published, uri, wire } = await start(
      {
        'secure-config.yaml': MANIFEST,
        '.env.production': secrets,
        'config/production.yaml': `token: ${canary}6: [\n`,
      },
      { notifications: true },
    );
    for (const file of ['.env.production', 'config/production.yaml']) {
      open(file);
      await published(file);
      change(file, { from: canary, to: `${canary}7` });
      await published(file);
      await connection.sendRequest('secureConfig/report', { uri: uri(file) });
      await connection.sendRequest('textDocument/codeLens', { textDocument: { uri: uri(file) } });
    }
    await connection.sendRequest('secureConfig/checkWorkspace', {});
    await connection.sendRequest('secureConfig/compliance', null);
    await connection.sendRequest(`secureConfig/${canary}`, {}).catch(() => undefined);
    const said = wire().replaceAll(`secureConfig/${canary}`, '');
    assert.ok(said.length > 1000, 'the server has spoken');
    const where = said.indexOf(canary);
    assert.equal(where, -1, `said: ${said.slice(Math.max(0, where - 200), where + 100)}`);
    assert.ok(fs.existsSync('dist/server.js'));
  });
});
