/** Where secrets stand, and which keys are special: asked of the server as a client asks. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver/node';
import type { SecretSpans } from '../../shared/protocol.ts';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN, MANIFEST, PULL } from '../support/lsp-shop.ts';

const FILE = '.env.production';
const TEXT = `${CLEAN}SHOP_PROT=1\n`;

describe('server: secrets and keys', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (): Promise<Editor> => {
    const files = { 'secure-config.yaml': MANIFEST, [FILE]: TEXT, 'notes.yaml': 'token: abc\n' };
    const started = await startEditor(sandbox(files), { capabilities: PULL });
    editor = started;
    return started;
  };
  const request = async <Result>(method: string, file: string, more: object = {}): Promise<Result> => {
    const { connection, uri } = editor ?? assert.fail('no server');
    return connection.sendRequest<Result>(method, {
      uri: uri(file),
      textDocument: { uri: uri(file) },
      ...more,
    });
  };
  const spans = (file: string) => request<SecretSpans | null>('secureConfig/secretSpans', file);

  it('secret spans are places in the newest text, without the secrets', async () => {
    const { open, change, wire } = await start();
    open(FILE);
    const range = { start: { line: 3, character: 11 }, end: { line: 3, character: 28 } };
    assert.deepEqual(await spans(FILE), { version: 1, production: true, ranges: [range] });
    change(FILE, { from: 'long-enough-token', to: 'x' });
    change(FILE, { from: 'production', to: 'staging' });
    const moved = { ...range, end: { line: 3, character: 12 } };
    assert.deepEqual(await spans(FILE), { version: 3, production: true, ranges: [moved] });
    assert.doesNotMatch(wire(), /long-enough-token/);
  });

  it('there are no secret spans of files that are not ours, or not open', async () => {
    const { open } = await start();
    open('notes.yaml');
    assert.equal(await spans('notes.yaml'), null);
    assert.equal(await spans(FILE), null);
  });

  it('semantic tokens name secret and unknown keys, in full, in a range, and as what has changed', async () => {
    const { open, change, capabilities } = await start();
    const legend = capabilities.semanticTokensProvider?.legend;
    assert.deepEqual(legend, {
      tokenTypes: ['property'],
      tokenModifiers: ['secret', 'unknown', 'deprecated'],
    });
    open(FILE);
    const full = await request<SemanticTokens>('textDocument/semanticTokens/full', FILE);
    assert.deepEqual(full.data, [3, 0, 10, 0, 1, 1, 0, 9, 0, 2]);
    const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    const part = await request<SemanticTokens>('textDocument/semanticTokens/range', FILE, { range });
    assert.deepEqual(part.data, [4, 0, 9, 0, 2]);
    change(FILE, { from: 'SHOP_PROT', to: 'SHOP_POTR' });
    change(FILE, { from: 'SHOP_ENVIRONMENT', to: '\nSHOP_ENVIRONMENT' });
    const previousResultId = full.resultId;
    const { edits } = await request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', FILE, {
      previousResultId,
    });
    assert.deepEqual(edits, [{ start: 0, deleteCount: 1, data: [4] }]);
  });

  it('semantic tokens are asked for again when the schema changes', async () => {
    const { open, change, hears } = await start();
    open(FILE);
    await request('textDocument/semanticTokens/full', FILE);
    open('secure-config.yaml');
    change('secure-config.yaml', { from: 'port: {', to: 'prot: { type: integer }\n    port: {' });
    await hears('workspace/semanticTokens/refresh');
    const { data } = await request<SemanticTokens>('textDocument/semanticTokens/full', FILE);
    assert.deepEqual(data, [3, 0, 10, 0, 1]);
  });
});
