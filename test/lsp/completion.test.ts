/** Completion as an editor asks for it: governed files, our own files, values of other environments, lazily explained. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import type { CompletionItem, CompletionList, MarkupContent } from 'vscode-languageserver/node';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN_STAGING, MANIFEST, PUSH } from '../support/lsp-shop.ts';

const ABLE = {
  ...PUSH,
  textDocument: {
    ...PUSH.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertTextModeSupport: { valueSet: [1, 2] },
      },
    },
  },
};

const FILES = { 'secure-config.yaml': MANIFEST, '.env.staging': CLEAN_STAGING };

const MISSING = ['SHOP_DEBUG', 'SHOP_ENVIRONMENT', 'SHOP_TOKEN'];

describe('server: completion', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string>, capabilities: object = ABLE) => {
    editor = await startEditor(sandbox({ ...FILES, ...files }), { capabilities });
    return editor;
  };
  const ask = async (file: string, line: number, character: number, triggerCharacter?: string) => {
    const list = await editor?.connection.sendRequest<CompletionList | null>('textDocument/completion', {
      textDocument: { uri: editor.uri(file) },
      position: { line, character },
      ...(triggerCharacter && { context: { triggerKind: 2, triggerCharacter } }),
    });
    assert.notEqual(list?.isIncomplete, true);
    return list?.items ?? [];
  };
  const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

  it('offers missing keys with ranges, and explains one that is looked at', async () => {
    const { capabilities, connection, open } = await start({ '.env.production': 'SHOP_PORT=8080\nSHO\n' });
    assert.equal(capabilities.completionProvider?.resolveProvider, true);
    open('.env.production');
    const items = await ask('.env.production', 1, 3);
    assert.deepEqual(new Set(labels(items)), new Set([...MISSING, 'SHOP_ENVIRONMENT … (2 required)']));
    const debug = items.find(({ label }) => label === 'SHOP_DEBUG') ?? assert.fail();
    assert.deepEqual(debug.textEdit, {
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
      newText: 'SHOP_DEBUG=${1:false}',
    });
    assert.equal(debug.insertTextFormat, 2);
    assert.deepEqual(debug.labelDetails, { description: 'SHOP_1 asks for it' });
    assert.equal(debug.documentation, undefined);
    const resolved = await connection.sendRequest<CompletionItem>('completionItem/resolve', debug);
    const { kind, value } = resolved.documentation as MarkupContent;
    assert.equal(kind, 'markdown');
    assert.match(value, /true or false.*\*\*violated\*\*.*Set it to false/s);
  });

  it('is plain for clients that know no placeholders and no Markdown', async () => {
    const { connection, open } = await start({ '.env.production': 'SHO\n' }, {});
    open('.env.production');
    const items = await ask('.env.production', 0, 3);
    const debug = items.find(({ label }) => label === 'SHOP_DEBUG') ?? assert.fail();
    assert.equal((debug.textEdit as { newText: string }).newText, 'SHOP_DEBUG=');
    assert.equal(debug.insertTextFormat, undefined);
    assert.equal(debug.detail, 'SHOP_1 asks for it');
    const resolved = await connection.sendRequest<CompletionItem>('completionItem/resolve', debug);
    assert.equal((resolved.documentation as MarkupContent).kind, 'plaintext');
  });

  it('offers what other environments have, in the editor or on disk, and never a secret', async () => {
    const { change, open, uri, connection } = await start({
      '.env.production': 'SHOP_PORT=\nSHOP_TOKEN=\n',
      'config/staging.yaml': 'port: 9090\ntoken: long-enough-secret\n',
    });
    open('.env.production');
    assert.deepEqual(labels(await ask('.env.production', 0, 10)), ['8080', '9090']);
    assert.deepEqual(labels(await ask('.env.production', 1, 11)), []);
    open('.env.staging');
    change('.env.staging', { from: '8080', to: '7070' });
    assert.deepEqual(labels(await ask('.env.production', 0, 10)), ['7070', '9090']);
    fs.rmSync(fileURLToPath(uri('config/staging.yaml')));
    const changes = [{ uri: uri('config/staging.yaml'), type: 3 }];
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(labels(await ask('.env.production', 0, 10)), ['7070']);
    assert.ok(!editor?.wire().includes('long-enough-secret'));
  });

  it('completes YAML by path, and takes what is being typed for the newest text', async () => {
    const { change, open } = await start({ 'config/production.yaml': 'port: 1\n' });
    open('config/production.yaml');
    change('config/production.yaml', { from: 'port: 1\n', to: 'port: 1\ndebug:\n' });
    assert.deepEqual(labels(await ask('config/production.yaml', 1, 6, ':')), ['false', 'true']);
    assert.ok(labels(await ask('config/production.yaml', 2, 0)).includes('token'));
  });

  it('completes the manifest by its schema, and explains rules', async () => {
    const { connection, open } = await start({});
    open('secure-config.yaml', `${MANIFEST}waivers:\n  - rule: \n`);
    const line = MANIFEST.split('\n').length;
    const items = await ask('secure-config.yaml', line, 10, ' ');
    assert.deepEqual(labels(items), ['SHOP_1', 'SHOP_2']);
    const resolved = await connection.sendRequest<CompletionItem>('completionItem/resolve', items[0]);
    assert.match((resolved.documentation as MarkupContent).value, /No debugging in production/);
    open('.env.staging');
    const globs = await ask('secure-config.yaml', 4, 4);
    assert.ok(labels(globs).includes('.env.{environment}'), labels(globs).join(', '));
  });

  it('completes what a map can name from the files that it is for', async () => {
    const { open } = await start({ 'charts/values.yaml': 'app:\n  port: 1\n' });
    const files = 'files:\n  - match: charts/*.yaml\n    map:\n      \n';
    open('secure-config.yaml', MANIFEST.replace(/files:\n(?: {2}.*\n)+/, files));
    const line = MANIFEST.split('\n').indexOf('files:') + 3;
    assert.deepEqual(labels(await ask('secure-config.yaml', line, 6)), ['app', 'app.port']);
  });

  it('offers keys of files beside it where nothing governs a file', async () => {
    const folder = sandbox({ '.env.example': 'API_URL=x\nAPI_KEY=y\n', '.env': 'API_URL=z\n\n' });
    editor = await startEditor(folder, { capabilities: ABLE });
    editor.open('.env');
    assert.deepEqual(labels(await ask('.env', 1, 0)), ['API_KEY']);
  });

  it('is silent in files that are not ours, and for characters that ask for nothing', async () => {
    const { open } = await start({ 'notes.yaml': 'a: \n', '.env.production': 'SHOP_TOKEN=a b\n' });
    open('notes.yaml');
    open('.env.production');
    assert.deepEqual(await ask('notes.yaml', 0, 3), []);
    assert.deepEqual(await ask('.env.production', 0, 13, ' '), []);
  });
});
