/** Pushed diagnostics: what is said, where, and that only the newest text is spoken of. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import type { Published } from '../support/lsp-listening.ts';
import { readMarked, writeMarked } from '../support/lsp-marks.ts';
import { CLEAN, MANIFEST, PUSH, WRONG } from '../support/lsp-shop.ts';

describe('server: pushed diagnostics', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string>) => {
    editor = await startEditor(sandbox(files), { capabilities: PUSH });
    return editor;
  };

  const FIXTURE = `#- .env.production
SHOP_ENVIRONMENT=production
SHOP_DEBUG=true
#          ^^^^ SHOP_1
SHOP_PORT=80
#         ^^ SHOP_2
SHOP_TOKEN=short
#          ^^^^^ schema/minLength
SHOP_COLOUR=blue
^^^^^^^^^^^ schema/unknown-field

#- .env.staging
SHOP_ENVIRONMENT=staging
SHOP_DEBUG=perhaps
#          ^^^^^^^ schema/type
SHOP_PORT=8080

#- config/production.yaml
environment: production
debug: true
#      ^^^^ SHOP_1
port: 8080
`;

  it('stand under their places, in dotenv and YAML', async () => {
    const { files } = readMarked(FIXTURE);
    const { open, published } = await start({ 'secure-config.yaml': MANIFEST, ...files });
    const diagnostics: Record<string, Published['diagnostics']> = {};
    for (const file of Object.keys(files)) {
      open(file);
      diagnostics[file] = (await published(file)).diagnostics;
    }
    assert.equal(writeMarked(files, diagnostics), FIXTURE);
  });

  it('carry severity, code, the link to the rule, source and data', async () => {
    const { open, published, uri } = await start({
      'secure-config.yaml': MANIFEST,
      '.env.production': WRONG,
    });
    open('.env.production');
    const { diagnostics } = await published('.env.production');
    const [debug, port] = diagnostics;
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [
        ['SHOP_1', 1],
        ['SHOP_2', 2],
      ],
    );
    assert.equal(debug?.codeDescription?.href, uri('secure-config.yaml'));
    assert.equal(debug?.source, 'Secure Config');
    assert.deepEqual(debug?.data, { kind: 'rule', field: 'debug' });
    assert.match(String(port?.message), /port needs privileges/);
  });

  it('link a built-in rule to its page', async () => {
    const text = 'VOICEHIVE_ENVIRONMENT=production\nVOICEHIVE_REDIS__SSL=false\n';
    const { open, published } = await start({ '.env.production': text });
    open('.env.production');
    const { diagnostics } = await published('.env.production');
    const finding = diagnostics.find(({ code }) => code === 'SEC_002');
    assert.match(finding?.codeDescription?.href ?? '', /^file:.*\/docs\/rules\/voicehive\/SEC_002\.md$/);
  });

  it('fade what a later line overrides', async () => {
    const { open, published } = await start({
      'secure-config.yaml': MANIFEST,
      '.env.production': `SHOP_PORT=1\n${CLEAN}`,
      'config/production.yaml': 'base: &base { port: 1 }\nport: 8080\nport: 8081\n<<: *base\n',
    });
    for (const [file, line] of [
      ['.env.production', 0],
      ['config/production.yaml', 1],
    ] as const) {
      open(file);
      const { diagnostics } = await published(file);
      const faded = diagnostics.filter(({ tags }) => tags?.includes(1));
      assert.deepEqual(
        faded.map(({ code, severity, range }) => [code, severity, range.start.line]),
        [['syntax/overridden', 4, line]],
      );
    }
  });

  it('say that a waived violation is waived, as information', async () => {
    const waived = `${WRONG}# secure-config-waive SHOP_2 until 2099-01-31: the proxy listens there\n`;
    const { open, published } = await start({ 'secure-config.yaml': MANIFEST, '.env.production': waived });
    open('.env.production');
    const { diagnostics } = await published('.env.production');
    const finding = diagnostics.find(({ code }) => code === 'SHOP_2');
    assert.equal(finding?.severity, 3);
    assert.match(String(finding?.message), /Waived until 2099-01-31: the proxy listens there$/);
  });

  it('follow the typing, and go when the problem does', async () => {
    const { open, change, published } = await start({
      'secure-config.yaml': MANIFEST,
      '.env.production': CLEAN,
    });
    open('.env.production');
    assert.deepEqual((await published('.env.production')).diagnostics, []);
    change('.env.production', { from: 'DEBUG=false', to: 'DEBUG=true' });
    assert.deepEqual(codes(await published('.env.production')), ['SHOP_1']);
    change('.env.production', { from: 'DEBUG=true', to: 'DEBUG=false' });
    assert.deepEqual(codes(await published('.env.production')), []);
  });

  it('are those of the newest text only: a burst is coalesced', async () => {
    const { open, change, published, heard } = await start({
      'secure-config.yaml': MANIFEST,
      '.env.production': CLEAN,
    });
    open('.env.production');
    await published('.env.production');
    const ports = [8080, ...Array.from({ length: 50 }, (_, index) => 2000 + index), 80];
    for (const [index, port] of ports.slice(1).entries()) {
      change('.env.production', { from: `PORT=${ports[index]}`, to: `PORT=${port}` });
    }
    assert.deepEqual(codes(await published('.env.production')), ['SHOP_2']);
    const spoken = heard.filter(({ method }) => method === 'textDocument/publishDiagnostics');
    const versions = spoken.map(({ params }) => (params as Published).version ?? 0);
    assert.ok(versions.length < 20, `published ${versions.length} times for 51 changes`);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
  });

  it('are cleared when the file is closed', async () => {
    const { open, close, published } = await start({
      'secure-config.yaml': MANIFEST,
      '.env.production': WRONG,
    });
    open('.env.production');
    await published('.env.production');
    close('.env.production');
    await published('.env.production', ({ diagnostics }) => diagnostics.length === 0);
  });

  it('leave alone what is not ours', async () => {
    const { open, published, heard, uri } = await start({
      'notes.yaml': 'debug: true\n',
      '.env': 'A="unterminated\n',
    });
    open('notes.yaml');
    open('.env');
    await published('.env', ({ diagnostics }) => diagnostics.length > 0);
    assert.ok(!heard.some(({ params }) => (params as Partial<Published>)?.uri === uri('notes.yaml')));
  });
});

function codes({ diagnostics }: Published): unknown[] {
  return diagnostics.map(({ code }) => code);
}
