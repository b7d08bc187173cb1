/** Drift of files that nobody has open: what other programs change, take away and add is measured, too. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileCompliance, WorkspaceSummary } from '../../shared/protocol.ts';
import { FILE, type LedgerEditor, ORIGINAL, startLedgerEditor } from '../support/lsp-ledger.ts';
import type { Published } from '../support/lsp-listening.ts';

const SSL = ['SSL_MODE="require"', 'SSL_MODE="disable"'] as const;
const DOWNGRADED = ORIGINAL.replace(...SSL);
const ADDED = '.env.production.local';

const codesOf = ({ diagnostics }: Published): string[] =>
  diagnostics.map(({ code }) => String(code)).filter(code => code.startsWith('drift/'));
const messageOf = ({ diagnostics }: Published, code: string): string =>
  String(diagnostics.find(each => each.code === code)?.message);
const has =
  (...codes: readonly string[]) =>
  (published: Published): boolean =>
    codesOf(published).join() === codes.join();

describe('server: drift of files that are not open', function () {
  this.timeout(60_000);
  let ledger: LedgerEditor;
  const start = async (files?: Record<string, string>) => {
    ledger = await startLedgerEditor(files ? { files } : {});
    await ledger.begin();
  };
  const remove = (file: string): void => fs.rmSync(fileURLToPath(ledger.editor.uri(file)));
  const compliance = (): Promise<readonly FileCompliance[]> =>
    ledger.editor.connection.sendRequest('secureConfig/compliance', null);
  afterEach(() => ledger.stop());

  it('is told when the file is changed, and that it is over; the values of secrets are in none of it', async () => {
    await start();
    const { editor, save, tell } = ledger;
    save(DOWNGRADED.replace('invented-webhook-signature-5e1f', 'another-invented-signature-77'));
    await tell(2);
    await editor.published(FILE, has('drift/security-downgrade', 'drift/unauthorized-change'));
    const [file, ...others] = await compliance();
    assert.deepEqual([file?.path, others.length], [FILE, 0]);
    const { drifted, gravest, version, whole } = file?.status.baseline ?? {};
    assert.deepEqual([drifted, gravest, version, whole], [2, 'critical', 1, null]);
    assert.deepEqual(
      file?.findings.filter(({ difference }) => difference).map(({ code, severity }) => [code, severity]),
      [
        ['drift/security-downgrade', 'critical'],
        ['drift/unauthorized-change', 'critical'],
      ],
    );
    save(ORIGINAL);
    await tell(2);
    await editor.published(FILE, has());
    assert.deepEqual(await compliance(), []);
    assert.doesNotMatch(editor.wire(), /invented-(webhook-)?signature/);
  });

  it('tells one difference from another, and knows it again', async () => {
    await start();
    const { editor, save, tell } = ledger;
    const told = async (secret: string): Promise<string | undefined> => {
      save(ORIGINAL.replace('invented-webhook-signature-5e1f', secret));
      await tell(2);
      await editor.published(FILE, has('drift/unauthorized-change'));
      return (await compliance())[0]?.findings.find(({ difference }) => difference)?.difference;
    };
    const first = await told('another-invented-signature-77');
    save(ORIGINAL);
    await tell(2);
    await editor.published(FILE, has());
    const again = await told('another-invented-signature-77');
    save(ORIGINAL);
    await tell(2);
    await editor.published(FILE, has());
    const other = await told('a-third-invented-signature-99');
    assert.ok(first !== undefined && first === again && first !== other);
  });

  it('is told of a file that is gone, and of one that nobody has approved', async () => {
    await start({
      'secure-config.yaml': `extends: voicehive
files:
  - match: .env.{environment}
    dialects: [compose]
  - match: .env.{environment}.local
    dialects: [compose]
`,
      [FILE]: ORIGINAL,
    });
    const { editor, save, tell } = ledger;
    save('VOICEHIVE_DEBUG="true"\n', ADDED);
    await tell(1, ADDED);
    const published = await editor.published(ADDED, has('drift/added-file'));
    assert.match(
      messageOf(published, 'drift/added-file'),
      /^\.env\.production\.local is not in v1, made by ann on .*: it adds 1 field to production\. .*Take it out, or request the change\.$/,
    );
    remove(FILE);
    await tell(3);
    const gone = await editor.published(FILE, has('drift/missing-file'));
    assert.match(
      messageOf(gone, 'drift/missing-file'),
      /^\.env\.production is gone: v1, made by ann on .*, has it, with \d+ fields\. Put it back, or request the change\.$/,
    );
    const summary = await editor.connection.sendRequest<WorkspaceSummary>('secureConfig/checkWorkspace', {});
    assert.deepEqual([summary.files, summary.drifted], [1, 2]);
    await editor.published(FILE, has('drift/missing-file'));
    save(ORIGINAL);
    await tell(1);
    await editor.published(FILE, has());
    remove(ADDED);
    await tell(3, ADDED);
    await editor.published(ADDED, has());
  });

  it('is told of a file that the manifest says nothing of any longer, open or not', async () => {
    await start();
    const { editor, save, tell, onDisk } = ledger;
    save(
      onDisk('secure-config.yaml').replace('.env.{environment}', 'other.{environment}.env'),
      'secure-config.yaml',
    );
    await tell(2, 'secure-config.yaml');
    const published = await editor.published(FILE, has('drift/missing-file'));
    assert.match(
      messageOf(published, 'drift/missing-file'),
      /is in v1, .* and no longer counts as a file of production/,
    );
    editor.open(FILE);
    await editor.published(FILE, each => each.version !== undefined && has('drift/missing-file')(each));
  });

  /** The folder as it is found by an editor that starts, changed while there was none. */
  const startAgain = async (trusted: boolean): Promise<void> => {
    const folder = fileURLToPath(ledger.editor.uri(''));
    const kept = fs.mkdtempSync(`${folder.replace(/\/$/, '')}-again-`);
    fs.cpSync(folder, kept, { recursive: true });
    await ledger.editor.stop();
    fs.writeFileSync(`${kept}/${FILE}`, DOWNGRADED);
    const { home } = ledger;
    ledger = await startLedgerEditor({ folder: kept, home, initializationOptions: { trusted } });
  };

  it('is found at the start, and stays when the file is opened and closed', async () => {
    await start();
    await startAgain(true);
    const { editor } = ledger;
    const isDowngrade = has('drift/security-downgrade');
    await editor.published(FILE, isDowngrade);
    editor.open(FILE);
    await editor.published(FILE, each => each.version !== undefined && isDowngrade(each));
    editor.close(FILE);
    await editor.published(FILE, each => each.version === undefined && isDowngrade(each));
  });

  it('is found once the workspace is trusted, and git is not run before', async () => {
    await start();
    await startAgain(false);
    const { connection, heard, published } = ledger.editor;
    const { drifted } = await connection.sendRequest<WorkspaceSummary>('secureConfig/checkWorkspace', {});
    assert.equal(drifted, 0);
    assert.ok(!JSON.stringify(heard).includes('"code":"drift/'));
    await connection.sendNotification('secureConfig/trustGranted', {});
    await published(FILE, has('drift/security-downgrade'));
  });

  it('is measured against the version that has become active', async () => {
    await start();
    const { ask, becomes, editor, save, tell } = ledger;
    save(ORIGINAL.replace('JWT_EXPIRATION_MINUTES="15"', 'JWT_EXPIRATION_MINUTES="20"'));
    await tell(2);
    await editor.published(FILE, has('drift/value-change'));
    const { basis } = await ask('secureConfig/previewRequest', { environment: 'production' });
    const words = { justification: 'Longer sessions', impact: 'none', rollbackPlan: 'roll back' };
    const { id, digest } = await ask('secureConfig/fileRequest', {
      environment: 'production',
      ...words,
      basis,
    });
    await becomes('bob');
    await ask('secureConfig/approveRequest', { id, digest, comment: '' });
    await becomes('ann');
    await ask('secureConfig/applyRequest', { id });
    await editor.published(FILE, has());
  });
});
