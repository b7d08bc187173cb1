/** What a document is checked against: manifests (unsaved ones too), settings, folders, files on disk, trust. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import { type Editor, type StartOptions, sandbox, startEditor } from '../support/lsp.ts';
import type { Published } from '../support/lsp-listening.ts';
import { CLEAN, MANIFEST, PULL, PUSH, WRONG } from '../support/lsp-shop.ts';

const FILES = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG };
const LENIENT = { from: 'minimum: 1024', to: 'minimum: 10' };

describe('server: what governs a document', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (files: Record<string, string>, options: StartOptions = {}) => {
    editor = await startEditor(sandbox(files), { capabilities: PUSH, ...options });
    return editor;
  };

  it('is the manifest as it stands in the editor, saved or not', async () => {
    const { open, change, close, published } = await start(FILES);
    open('.env.production');
    open('secure-config.yaml');
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
    change('secure-config.yaml', LENIENT);
    await published('.env.production', has('SHOP_1'));
    close('secure-config.yaml');
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
  });

  it('is a manifest that has just been written, too', async () => {
    const { open, published } = await start({ '.env.production': WRONG });
    open('.env.production');
    await published('.env.production', has());
    open('secure-config.yaml', MANIFEST);
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
  });

  it('is shown to be wrong in its own file', async () => {
    const { open, change, published } = await start(FILES);
    open('secure-config.yaml');
    change('secure-config.yaml', { from: 'severity: critical', to: 'severity: terrible' });
    const { diagnostics } = await published('secure-config.yaml', each => each.diagnostics.length > 0);
    const line = MANIFEST.split('\n').indexOf('    severity: critical');
    assert.equal(diagnostics[0]?.range.start.line, line);
    change('secure-config.yaml', { from: 'severity: terrible', to: 'severity: critical' });
    await published('secure-config.yaml', has());
  });

  it('is read again when another program writes it', async () => {
    const { open, published, uri, connection } = await start(FILES);
    open('.env.production');
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
    fs.writeFileSync(fileURLToPath(uri('secure-config.yaml')), MANIFEST.replace(LENIENT.from, LENIENT.to));
    const changes = [{ uri: uri('secure-config.yaml'), type: 2 }];
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await published('.env.production', has('SHOP_1'));
  });

  it('is watched where the client can watch', async () => {
    const { hears } = await start(FILES, { capabilities: { ...PUSH, workspace: PULL.workspace } });
    const isWatch = (params: { registrations: { method: string }[] }) =>
      params.registrations.some(({ method }) => method === 'workspace/didChangeWatchedFiles');
    const registered = JSON.stringify(await hears('client/registerCapability', isWatch));
    assert.match(registered, /\.env/);
    assert.match(registered, /yaml/);
  });

  it('is the nearest manifest, each folder with its own', async () => {
    const lenient = MANIFEST.replace(LENIENT.from, LENIENT.to);
    const { open, published } = await start(
      {
        'one/secure-config.yaml': MANIFEST,
        'one/.env.production': WRONG,
        'two/.env.production': WRONG,
        'two/secure-config.yaml': lenient,
        'two/part/secure-config.yaml': MANIFEST,
        'two/part/.env.production': WRONG,
      },
      { folders: ['one', 'two'] },
    );
    for (const folder of ['one', 'two', 'two/part']) open(`${folder}/.env.production`);
    await published('one/.env.production', has('SHOP_1', 'SHOP_2'));
    await published('two/.env.production', has('SHOP_1'));
    await published('two/part/.env.production', has('SHOP_1', 'SHOP_2'));
  });

  it('governs files outside every folder, and those of folders that come later', async () => {
    const { open, published, uri, connection } = await start(
      { 'inside/.env': '', 'outside/secure-config.yaml': MANIFEST, 'outside/.env.production': WRONG },
      { folders: ['inside'] },
    );
    open('outside/.env.production');
    await published('outside/.env.production', has('SHOP_1', 'SHOP_2'));
    const event = { added: [{ uri: uri('outside'), name: 'outside' }], removed: [] };
    await connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    const summary = await connection.sendRequest<{ files: number }>('secureConfig/checkWorkspace', {});
    assert.equal(summary.files, 2);
  });

  it('governs a single file in a window without folders', async () => {
    const { open, published } = await start(FILES, { folders: [] });
    open('.env.production');
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
  });

  it('are the settings of the resource, asked for again when they change', async () => {
    let enable = true;
    const { open, published, connection } = await start(FILES, {
      capabilities: { ...PUSH, workspace: { configuration: true } },
      settings: () => ({ enable }),
    });
    open('.env.production');
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
    enable = false;
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await published('.env.production', has());
  });

  it('are settings that a client sends along when it cannot be asked', async () => {
    const { open, published, connection } = await start(FILES);
    open('.env.production');
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
    const settings = { secureConfig: { enable: false } };
    await connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await published('.env.production', has());
  });

  it('are the dialects of the settings where no manifest names any', async () => {
    let dialects: string[] = ['dotenv'];
    const { open, published, connection } = await start(
      { '.env': 'A=pa#w0rd\n' },
      {
        capabilities: { ...PUSH, workspace: { configuration: true } },
        settings: () => ({ dialects, profile: '' }),
      },
    );
    open('.env');
    await published('.env', has());
    dialects = ['dotenv', 'compose'];
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await published('.env', ({ diagnostics }) =>
      diagnostics.some(({ code }) => String(code).startsWith('portability/')),
    );
  });

  it('is the profile of the settings where there is no manifest', async () => {
    const { open, published } = await start(
      { '.env.production': 'DATABASE_PASSWORD=changeme\n' },
      {
        capabilities: { ...PUSH, workspace: { configuration: true } },
        settings: () => ({ profile: 'twelve-factor' }),
      },
    );
    open('.env.production');
    await published('.env.production', ({ diagnostics }) => diagnostics.length > 0);
  });

  it('is a built-in profile only, until the person trusts the workspace', async () => {
    const { open, published, connection } = await start(FILES, { initializationOptions: { trusted: false } });
    open('.env.production');
    await published('.env.production', each => !codesOf(each).includes('SHOP_1'));
    await connection.sendNotification('secureConfig/trustGranted', {});
    await published('.env.production', has('SHOP_1', 'SHOP_2'));
  });

  it('is checked by the file on disk again once the document is closed', async () => {
    const { open, change, close, published, connection } = await start({
      'secure-config.yaml': MANIFEST,
      '.env.production': CLEAN,
    });
    await connection.sendRequest('secureConfig/checkWorkspace', {});
    open('.env.production');
    change('.env.production', { from: 'DEBUG=false', to: 'DEBUG=true' });
    await published('.env.production', has('SHOP_1'));
    close('.env.production');
    await published('.env.production', has());
  });
});

function has(...codes: string[]): (published: Published) => boolean {
  return published => codes.toSorted().join() === codesOf(published).toSorted().join();
}

function codesOf({ diagnostics }: Published): unknown[] {
  return diagnostics.map(({ code }) => code);
}
