/** That nothing a client sends ends the server, and that it never says what stands in a document. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { type Editor, sandbox, startEditor, until } from '../support/lsp.ts';
import { MANIFEST, PUSH, WRONG } from '../support/lsp-shop.ts';

describe('server: robustness', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string>, initializationOptions = {}) => {
    editor = await startEditor(sandbox(files), { capabilities: PUSH, initializationOptions });
    return editor;
  };
  const FILES = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG };

  for (const [method, parameters] of [
    ['secureConfig/report', null],
    ['secureConfig/planSetUp', null],
    ['textDocument/codeLens', { textDocument: null }],
    ['workspace/executeCommand', { command: 'no.such.command' }],
    ['workspace/executeCommand', null],
    ['no/such/method', {}],
  ] as const) {
    it(`answers ${method} with ${JSON.stringify(parameters)} by an error, and goes on`, async () => {
      const { connection, open, published } = await start(FILES);
      await assert.rejects(connection.sendRequest(method, parameters));
      open('.env.production');
      assert.equal((await published('.env.production')).diagnostics.length, 2);
    });
  }

  for (const [method, parameters] of [
    ['textDocument/didOpen', {}],
    [
      'textDocument/didOpen',
      { textDocument: { uri: 'file:///%zz', languageId: 'x', version: 1, text: 'A=1' } },
    ],
    [
      'textDocument/didOpen',
      { textDocument: { uri: 'untitled:1', languageId: 'x', version: 1, text: 'A=1' } },
    ],
    ['textDocument/didChange', { textDocument: { uri: 'file:///x' } }],
    ['textDocument/didClose', { textDocument: {} }],
    ['workspace/didChangeConfiguration', null],
    ['workspace/didChangeConfiguration', { settings: 5 }],
    ['workspace/didChangeWatchedFiles', { changes: 'all' }],
    ['workspace/didChangeWorkspaceFolders', {}],
    ['$/unknown', {}],
  ] as const) {
    it(`survives ${method} with ${JSON.stringify(parameters)}`, async () => {
      const { connection, open, published } = await start(FILES);
      await connection.sendNotification(method, parameters);
      open('.env.production');
      assert.equal((await published('.env.production')).diagnostics.length, 2);
    });
  }

  it('refuses a file that is too long, with one piece of information', async () => {
    const { open, published } = await start(FILES);
    open('.env.production', '#'.repeat(10_000_001));
    const { diagnostics } = await published('.env.production');
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [['file/too-large', 3]],
    );
  });

  it('ends when its client goes without a word', async () => {
    const { process: server } = await start(FILES);
    server.stdin?.end();
    await until(
      () => server.exitCode !== null,
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
