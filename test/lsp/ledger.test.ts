/** The whole story through the server, as an editor asks for it: real git, keys and age, two identities on one machine. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeAction } from 'vscode-languageserver/node';
import type { DocumentStatus, Requests } from '../../shared/protocol.ts';
import { type Editor, startEditor } from '../support/lsp.ts';
import {
  type Beginning,
  CAPABILITIES,
  codeOfRefusal,
  FILE,
  type LedgerEditor,
  ORIGINAL,
  PRODUCTION,
  startLedgerEditor,
} from '../support/lsp-ledger.ts';
import { buildWorker, startWorker } from '../support/worker.ts';

const REQUEST = '00000000-0000-4000-8000-000000000001';
const CHANGE = ['JWT_EXPIRATION_MINUTES="15"', 'JWT_EXPIRATION_MINUTES="20"'] as const;
const WORDS = { justification: 'Longer sessions', impact: 'none', rollbackPlan: 'roll back' };

describe('server: a ledger', function () {
  this.timeout(60_000);
  let ledger: LedgerEditor;
  let editor: Editor;
  let home: string;

  const start = async (beginning: Beginning = {}) => {
    ledger = await startLedgerEditor(beginning);
    ({ editor, home } = ledger);
  };
  const ask: LedgerEditor['ask'] = (name, params) => ledger.ask(name, params);
  const onDisk = (): string => ledger.onDisk();
  const save = (text: string): void => ledger.save(text);
  const becomes = (name: string): Promise<void> => ledger.becomes(name);
  const begin = (): Promise<void> => ledger.begin();

  afterEach(async () => {
    await editor.stop();
    fs.rmSync(home, { recursive: true, force: true });
  });

  it('is told from a folder without one, which costs nothing', async () => {
    await start();
    const [folder] = await editor.connection.sendRequest<Requests['secureConfig/ledgers']['result']>(
      'secureConfig/ledgers',
      null,
    );
    assert.deepEqual(
      [folder?.folderUri, folder?.status, folder?.problem],
      [editor.uri('').replace(/\/$/, ''), null, null],
    );
  });

  it('is refused in a workspace that is not trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    assert.equal(await codeOfRefusal(ask('secureConfig/identities', {})), 'untrusted');
  });

  it('goes from a first version over drift, request, approval by another and apply to a rollback to the byte', async () => {
    await start();
    await begin();
    editor.open(FILE);
    const measured = (await editor.hears(
      'secureConfig/status',
      (params: { status: DocumentStatus | null }) => params.status?.baseline !== null,
    )) as { status: DocumentStatus };
    assert.deepEqual([measured.status.baseline?.version, measured.status.baseline?.drifted], [1, 0]);

    editor.change(FILE, { from: CHANGE[0], to: CHANGE[1] });
    const isDrift = ({ code }: { code?: unknown }): boolean => String(code).startsWith('drift/');
    const { diagnostics } = await editor.published(FILE, each => each.diagnostics.some(isDrift));
    const drift = diagnostics.filter(isDrift);
    assert.equal(drift.length, 1);
    assert.match(String(drift[0]?.message), /differs from v1, made by ann on /);
    save(ORIGINAL.replace(...CHANGE));

    const preview = await ask('secureConfig/previewRequest', PRODUCTION);
    assert.deepEqual(
      preview.changes.map(({ field, before, after }) => [field, before, after]),
      [['auth.jwt_expiration_minutes', '"15"', '"20"']],
    );
    const filed = await ask('secureConfig/fileRequest', { ...PRODUCTION, ...WORDS, basis: preview.basis });
    const approval = { id: filed.id, digest: filed.digest, comment: '' };
    assert.equal(await codeOfRefusal(ask('secureConfig/approveRequest', approval)), 'self-approval');

    await becomes('bob');
    await editor.hears('secureConfig/ledgerChanged');
    const waiting = await ask('secureConfig/requests', { whose: 'waiting', before: null, limit: 10 });
    assert.deepEqual(
      waiting.items.map(({ id }) => id),
      [filed.id],
    );
    assert.equal((await ask('secureConfig/approveRequest', approval)).status, 'approved');
    await becomes('ann');
    assert.equal((await ask('secureConfig/applyRequest', { id: filed.id }))?.number, 2);
    const isAtV2 = (params: { status: DocumentStatus | null }): boolean =>
      params.status?.baseline?.version === 2;
    await editor.hears('secureConfig/status', isAtV2 as never);
    await editor.published(FILE, each => !each.diagnostics.some(isDrift));

    const { items } = await ask('secureConfig/versions', { ...PRODUCTION, before: null, limit: 10 });
    assert.deepEqual(
      items.map(({ number, status, approvers }) => [number, status, approvers]),
      [
        [2, 'active', ['bob']],
        [1, 'inactive', []],
      ],
    );
    const target = { ...PRODUCTION, to: 1, keepsSecrets: false };
    const { basis } = await ask('secureConfig/previewRollback', target);
    const wish = { ...target, basis, reason: 'configuration_error', description: 'Too long.' } as const;
    const asked = await ask('secureConfig/rollback', { ...wish, emergency: false, confirmation: '' });
    assert.ok(asked.kind === 'requested');
    const { digest } = await ask('secureConfig/request', { id: asked.request });
    await becomes('bob');
    await ask('secureConfig/approveRequest', { id: asked.request, digest, comment: '' });
    await becomes('ann');
    await ask('secureConfig/applyRequest', { id: asked.request });
    assert.equal(onDisk(), ORIGINAL);

    const events = await ask('secureConfig/ledgerEvents', {
      environment: null,
      kind: null,
      before: null,
      limit: 100,
    });
    const first = await ask('secureConfig/ledgerEvent', { seq: events.items.at(-1)?.seq ?? -1 });
    assert.deepEqual([first.kind, first.verification.isVerified], ['ledger.created', true]);
    const verified = await ask('secureConfig/verifyLedger', {});
    assert.deepEqual([verified.isVerified, verified.events], [true, events.items.length]);
    assert.doesNotMatch(editor.wire(), /invented-webhook-signature/);
  });

  it('asks before it overwrites what was changed by hand, though it was approved', async () => {
    await start();
    await begin();
    save(ORIGINAL.replace(...CHANGE));
    const { basis } = await ask('secureConfig/previewRequest', PRODUCTION);
    const { id, digest } = await ask('secureConfig/fileRequest', { ...PRODUCTION, ...WORDS, basis });
    await becomes('bob');
    await ask('secureConfig/approveRequest', { id, digest, comment: '' });
    const byHand = `${ORIGINAL}BY_HAND="1"\n`;
    save(byHand);
    assert.equal(await codeOfRefusal(ask('secureConfig/applyRequest', { id })), 'files-changed');
    assert.equal(onDisk(), byHand);
    assert.equal((await ask('secureConfig/applyRequest', { id, overwrites: true }))?.number, 2);
    assert.equal(onDisk(), ORIGINAL.replace(...CHANGE));
  });

  it('tells what became of files that a crash had left between the ledger and the folder', async () => {
    await start();
    await begin();
    const folder = fileURLToPath(editor.uri(''));
    const [name = ''] = fs.readdirSync(path.join(home, 'state', 'ledgers'));
    const files = [{ path: FILE, text: 'HALF="1"\n' }];
    const wanted = {
      ledger: path.join(home, 'state', 'ledgers', name),
      root: folder,
      request: REQUEST,
      files,
    };
    const worker = startWorker(buildWorker('staging', home), [JSON.stringify(wanted)]);
    await worker.started;
    worker.child.kill('SIGKILL');
    await worker.ended;
    const another = await startEditor(folder, {
      capabilities: CAPABILITIES,
      variables: { SECURE_CONFIG_HOME: home },
    });
    await another.connection.sendRequest('secureConfig/ledgers', null);
    const { message } = (await another.hears('window/showMessage')) as { message: string };
    assert.match(
      message,
      /^Something was stopped while it applied the request .* the files are as they were/,
    );
    assert.equal(onDisk(), ORIGINAL);
    await another.stop();
  });

  it('offers to revert a field, a secret too, or to ask for the change', async () => {
    await start();
    await begin();
    editor.open(FILE);
    editor.change(FILE, { from: 'invented-webhook-signature-5e1f', to: 'another-invented-signature-77' });
    const { diagnostics } = await editor.published(FILE, each =>
      each.diagnostics.some(({ code }) => String(code).startsWith('drift/')),
    );
    const drift = diagnostics.find(({ code }) => String(code).startsWith('drift/'));
    assert.ok(drift);
    assert.doesNotMatch(String(drift.message), /invented/);
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: editor.uri(FILE) },
      range: drift.range,
      context: { diagnostics: [drift] },
    });
    const revert = actions.find(({ title }) => title.startsWith('Revert '));
    assert.equal(revert?.title, 'Revert security.webhook_signature_secret to v1');
    assert.equal(
      actions.find(({ title }) => title.startsWith('Request this'))?.command?.command,
      'secureConfig.createRequest',
    );
    const { edit } = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', revert);
    assert.match(JSON.stringify(edit), /invented-webhook-signature-5e1f/);
  });

  it('gives the approved text for the marks beside the lines, and none of its secrets', async () => {
    await start();
    await begin();
    editor.open(FILE);
    await editor.hears(
      'secureConfig/status',
      ((params: { status: DocumentStatus | null }) => params.status?.baseline !== null) as never,
    );
    const asked = { uri: editor.uri(FILE) };
    const { text, cuts } =
      (await editor.connection.sendRequest<Requests['secureConfig/baselineText']['result']>(
        'secureConfig/baselineText',
        asked,
      )) ?? assert.fail();
    assert.ok(cuts.length > 3 && cuts.every(({ same }) => same !== null));
    assert.ok(!text.includes('invented-webhook-signature'));
  });

  it('goes on checking without git, and says in a sentence what is missing', async () => {
    await start();
    await begin();
    const folder = fileURLToPath(editor.uri(''));
    const kept = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-kept-'));
    fs.cpSync(folder, kept, { recursive: true });
    await editor.stop();
    editor = await startEditor(kept, {
      capabilities: CAPABILITIES,
      variables: { SECURE_CONFIG_HOME: home, PATH: '/nonexistent' },
    });
    const [only] = await editor.connection.sendRequest<Requests['secureConfig/ledgers']['result']>(
      'secureConfig/ledgers',
      null,
    );
    assert.equal(only?.problem?.code, 'git-missing');
    editor.open(FILE);
    editor.change(FILE, { from: 'SSL_MODE="require"', to: 'SSL_MODE="disable"' });
    await editor.published(FILE, each => each.diagnostics.some(({ code }) => code === 'SEC_001'));
  });
});
