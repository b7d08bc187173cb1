/** Hover as an editor asks for it. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN_STAGING, MANIFEST, PUSH, WRONG } from '../support/lsp-shop.ts';

const ABLE = {
  ...PUSH,
  textDocument: { ...PUSH.textDocument, hover: { contentFormat: ['markdown', 'plaintext'] } },
};

const FILES = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG, '.env.staging': CLEAN_STAGING };

describe('server: hover', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (capabilities: object = ABLE) => {
    editor = await startEditor(sandbox(FILES), { capabilities });
    return editor;
  };
  const ask = (file: string, line: number, character: number) =>
    editor?.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: editor.uri(file) },
      position: { line, character },
    });

  const contents = (hover: Hover | null | undefined): MarkupContent =>
    (hover ?? assert.fail('nothing is said')).contents as MarkupContent;

  it('says what a field is, how its rules stand, and what it is elsewhere', async () => {
    const { capabilities, open } = await start();
    assert.equal(capabilities.hoverProvider, true);
    open('.env.production');
    const hover = await ask('.env.production', 2, 3);
    assert.deepEqual(hover?.range, { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } });
    const { kind, value } = contents(hover);
    assert.equal(kind, 'markdown');
    assert.match(value, /`port`.*at most 65535.*SHOP\\_2.*violated.*staging.*`8080`/s);
  });

  it('says of a secret only that it is the same', async () => {
    const { open, wire } = await start({});
    open('.env.production');
    const { kind, value } = contents(await ask('.env.production', 3, 14));
    assert.equal(kind, 'plaintext');
    assert.match(value, /staging \(\.env\.staging\) \| the same/);
    assert.ok(!wire().includes('long-enough-token'));
  });

  it('explains the manifest: keys, and rules by their page', async () => {
    const { open } = await start();
    open('secure-config.yaml');
    const line = MANIFEST.split('\n').findIndex(text => text.includes('SHOP_1'));
    const rule = contents(await ask('secure-config.yaml', line, 4));
    assert.match(rule.value, /No debugging in production.*internals to customers/s);
    const key = contents(await ask('secure-config.yaml', 0, 2));
    assert.match(key.value, /environment variable of yours begins with/);
    const glob = contents(await ask('secure-config.yaml', 4, 8));
    assert.match(glob.value, /matches 2 files/);
  });

  it('says nothing where there is nothing', async () => {
    const { open } = await start();
    open('.env.production', '\n# a\n');
    assert.equal(await ask('.env.production', 0, 0), null);
    assert.equal(await ask('.env.production', 1, 2), null);
  });
});
