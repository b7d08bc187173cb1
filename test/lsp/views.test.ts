/** What the client's views are made of: CodeLens, status, report, compliance. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import type { CodeLens } from 'vscode-languageserver/node';
import type { DocumentReport, DocumentStatus, FileCompliance, SetUpPlan } from '../../shared/protocol.ts';
import { type Editor, type StartOptions, sandbox, startEditor } from '../support/lsp.ts';
import { CLEAN, CLEAN_STAGING, MANIFEST, PULL, PUSH, WRONG } from '../support/lsp-shop.ts';

const FILES = { 'secure-config.yaml': MANIFEST, '.env.production': WRONG, '.env.staging': CLEAN_STAGING };

describe('server: views', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  const start = async (options: StartOptions = {}, files: Record<string, string> = FILES) => {
    editor = await startEditor(sandbox(files), {
      capabilities: PUSH,
      initializationOptions: { notifications: true },
      ...options,
    });
    return editor;
  };
  const lenses = (file: string) =>
    editor?.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: editor.uri(file) },
    });

  it('a lens on line 1 says environment, score and counts', async () => {
    const { open, uri } = await start();
    open('.env.production');
    const start0 = { line: 0, character: 0 };
    assert.deepEqual(await lenses('.env.production'), [
      {
        range: { start: start0, end: start0 },
        command: {
          title: 'Secure Config: production · 40 / 100 · 1 critical, 1 warning',
          command: 'secureConfig.showReport',
          arguments: [uri('.env.production')],
        },
      },
    ]);
  });

  it('the lens says that nothing was found, and is not there for files that are not ours', async () => {
    const { open } = await start({}, { ...FILES, '.env.production': CLEAN, 'notes.yaml': 'a: 1\n' });
    open('.env.production');
    open('notes.yaml');
    const [lens] = (await lenses('.env.production')) ?? [];
    assert.match(lens?.command?.title ?? '', /^Secure Config: production · 100 \/ 100 · no findings$/);
    assert.deepEqual(await lenses('notes.yaml'), []);
  });

  it('where no manifest is, a lens offers to make one', async () => {
    const { open, uri } = await start(
      {},
      { '.env': 'A=1\n', 'b/.env': 'A=1\n', 'b/secure-config.yaml': 'files: [x.env]\n' },
    );
    open('.env');
    open('b/.env');
    const commands = async (file: string) => ((await lenses(file)) ?? []).map(({ command }) => command);
    const [, setUp] = await commands('.env');
    assert.deepEqual(setUp, {
      title: 'Set up this folder',
      command: 'secureConfig.server.setUpFolder',
      arguments: [{ folderUri: uri('').replace(/\/$/, '') }],
    });
    assert.deepEqual(
      (await commands('b/.env')).map(command => command?.title),
      ['Secure Config: syntax only · no findings'],
    );
  });

  it('lenses can be turned off, and are asked for again when the manifest changes', async () => {
    let enable = true;
    const { open, change, connection, hears } = await start({
      capabilities: PULL,
      settings: () => ({ codeLens: { enable } }),
    });
    open('.env.production');
    open('secure-config.yaml');
    assert.equal((await lenses('.env.production'))?.length, 1);
    change('secure-config.yaml', { from: 'minimum: 1024', to: 'minimum: 10' });
    await hears('workspace/codeLens/refresh');
    enable = false;
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await lenses('.env.production'), []);
  });

  it('the status follows each check of an open document', async () => {
    const { open, change, hears, uri } = await start();
    open('.env.production');
    const isOf = (count: number) => (params: { uri: string; status: DocumentStatus | null }) =>
      params.uri === uri('.env.production') && params.status?.counts.critical === count;
    const { status } = (await hears('secureConfig/status', isOf(1))) as { status: DocumentStatus };
    assert.deepEqual(status, {
      environment: 'production',
      profile: status.profile,
      score: 40,
      isCompliant: false,
      counts: { critical: 1, error: 0, warning: 1, info: 0 },
      baseline: null,
    });
    change('.env.production', { from: 'DEBUG=true', to: 'DEBUG=false' });
    await hears('secureConfig/status', isOf(0));
  });

  it('the status of a document that is not ours is null, and clients that do not ask hear nothing', async () => {
    const { open, hears, uri } = await start({}, { 'notes.yaml': 'a: 1\n' });
    open('notes.yaml');
    const params = await hears('secureConfig/status');
    assert.deepEqual(params, { uri: uri('notes.yaml'), status: null });
    await editor?.stop();
    const other = await start({ initializationOptions: {} });
    other.open('.env.production');
    await other.published('.env.production');
    await lenses('.env.production');
    assert.ok(!other.heard.some(({ method }) => method.startsWith('secureConfig/')));
  });

  it('the report is that of the text in the editor, or on disk', async () => {
    const { open, change, uri, connection } = await start();
    const ask = () =>
      connection.sendRequest<DocumentReport | null>('secureConfig/report', { uri: uri('.env.production') });
    const onDisk = await ask();
    assert.equal(onDisk?.path, '.env.production');
    assert.equal(onDisk?.report.complianceScore, 40);
    assert.deepEqual(
      onDisk?.report.violations.map(({ ruleId }) => ruleId),
      ['SHOP_1', 'SHOP_2'],
    );
    assert.equal(onDisk?.rulePages.SHOP_1, uri('secure-config.yaml'));
    open('.env.production');
    change('.env.production', { from: 'DEBUG=true', to: 'DEBUG=false' });
    assert.equal((await ask())?.report.violations.length, 1);
    assert.equal(await connection.sendRequest('secureConfig/report', { uri: uri('missing.env') }), null);
  });

  it('compliance lists open files, and after a check of the workspace all', async () => {
    const { open, published, connection, hears, uri } = await start();
    const ask = () => connection.sendRequest<FileCompliance[]>('secureConfig/compliance', null);
    assert.deepEqual(await ask(), []);
    open('.env.production');
    await published('.env.production');
    await hears('secureConfig/complianceChanged');
    const [first, ...rest] = await ask();
    assert.deepEqual(rest, []);
    assert.equal(first?.uri, uri('.env.production'));
    assert.deepEqual(
      first?.findings.map(({ code, severity, waived }) => [code, severity, waived]),
      [
        ['SHOP_1', 'critical', false],
        ['SHOP_2', 'warning', false],
      ],
    );
    await connection.sendRequest('secureConfig/checkWorkspace', {});
    assert.deepEqual(
      (await ask()).map(({ path }) => path),
      ['.env.production', '.env.staging'],
    );
  });

  it('setting up a folder is planned, and nothing is written', async () => {
    const { connection, uri } = await start({}, { '.env.production': 'A=1\n', '.env.staging': 'A=2\n' });
    const plan = await connection.sendRequest<SetUpPlan>('secureConfig/planSetUp', { folderUri: uri('.') });
    const [manifest] = plan.files;
    assert.equal(manifest?.path, 'secure-config.yaml');
    assert.equal(manifest?.uri, uri('secure-config.yaml'));
    assert.equal(manifest?.exists, false);
    assert.match(manifest?.content ?? '', /\.env\./);
    assert.ok(!fs.existsSync(fileURLToPath(uri('secure-config.yaml'))));
  });
});
