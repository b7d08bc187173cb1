// The whole story of a ledger in a window: two identities on one machine, from the first version to a rollback to the byte.
// Each step goes on where the one before ended.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  answer,
  applyFirst,
  approveFirst,
  become,
  beginLedger,
  choose,
  chooseFirst,
  edit,
  explainRequest,
  openView,
  prepareFirstVersion,
} from '../../../scripts/editor/ledger-story.mjs';
import closedDrift from './closed-drift.mjs';
import policyChange from './policy-change.mjs';
import { chooseQuickFix, PRODUCTION } from './support.mjs';

let original;

export default [
  [
    'ledger: a ledger begins: two identities, a pinned first event, a first version',
    async (wb, { workspace, server }) => {
      original = fs.readFileSync(path.join(workspace, PRODUCTION));
      await wb.openContainer('Secure Config');
      await openView(wb, 'History');
      await wb.until(async () => /Initialise Ledger/.test(await sideBar(wb)), 'the welcome text');
      await beginLedger(wb);
      assert.match(fs.readFileSync(path.join(workspace, 'secure-config.yaml'), 'utf8'), /genesis: sha256:/);
      const { text } = await prepareFirstVersion(wb);
      assert.match(text, /Make the first version of production\?[\s\S]*\.env\.production[\s\S]*Score: 100/);
      await wb.answerDialog('Create Version');
      await wb.until(async () => (await wb.treeItems()).includes('v1'), 'v1 in the History view', 20_000);
      const [ledger] = ledgersOf(server);
      fs.cpSync(path.join(ledger, 'repo.git'), path.join(server.dirs.tmp, 'kept.git'), { recursive: true });
    },
  ],
  [
    'ledger: an edit is drift: underlined, explained, counted in the status bar, marked beside the line',
    async wb => {
      await edit(wb, 'EXPIRATION_MINUTES="', '15', '25');
      await wb.waitForSquiggle('warning');
      const hover = await wb.hoverSquiggle('warning');
      assert.match(hover, /differs from v1, made by first on .*it is 25 here, and 15 there/);
      await wb.statusBar(/production ≠ · v1: 100/);
      await wb.until(
        async () => (await wb.page.locator('.dirty-diff-modified').count()) === 1,
        'one mark, beside the line',
      );
      await wb.save();
    },
  ],
  [
    'ledger: a request is made by palette: each field, the reasons, who must approve and until when',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/≠ · v1/);
      await wb.runCommand('Secure Config: Create Change Request…');
      const field = wb.quickRow('auth.jwt_expiration_minutes');
      await field.waitFor();
      assert.match(await field.textContent(), /15.*→.*25/);
      const { text } = await explainRequest(wb);
      assert.match(
        text,
        /Who must approve:[\s\S]*platform_admin: second[\s\S]*security_admin: second[\s\S]*Until:/,
      );
      await wb.answerDialog('File Request');
      const page = await wb.webview('What is missing');
      assert.match(await page.locator('h1').textContent(), /auth\.jwt_expiration_minutes of production/);
      assert.match(await page.locator('.missing').textContent(), /approval of .*platform_admin/);
      assert.equal(
        await page.locator('[data-do="approve"]').count(),
        0,
        'one does not approve one’s own request',
      );
    },
  ],
  [
    'ledger: another identity is told of it, sees what changes, and approves',
    async wb => {
      await become(wb, 'second');
      await wb.waitForNotification(/first asks for your approval/, 20_000);
      await wb.clickNotification(/first asks for your approval/, 'Show Request');
      const page = await wb.webview('What is missing');
      await page.locator('[data-do="approve"]').click();
      const { text } = await wb.dialog();
      assert.match(text, /auth\.jwt_expiration_minutes: .*15.* → .*25/);
      await wb.answerDialog(/^Approve$/);
      await page.locator('.verdict', { hasText: 'approved' }).waitFor();
    },
  ],
  [
    'ledger: who asked applies it, and the history shows v2',
    async wb => {
      await become(wb, 'first');
      await applyFirst(wb, 'v2');
      await openView(wb, 'History');
      await wb.until(async () => (await wb.treeItems()).includes('v2'), 'v2 in the History view');
      await wb.expand('v2');
      await wb.treeRow('auth.jwt_expiration_minutes').waitFor();
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/production · v2: 100/);
    },
  ],
  [
    'ledger: two versions are compared in the editor’s own diff, and no secret is in it',
    async wb => {
      await openView(wb, 'History');
      await wb.expand('v2');
      await wb.treeRow('auth.jwt_expiration_minutes').click();
      const { original: before, modified: after } = await wb.diffText();
      assert.match(before, /JWT_EXPIRATION_MINUTES="15"/);
      assert.match(after, /JWT_EXPIRATION_MINUTES="25"/);
      assert.match(before, /JWT_SECRET_KEY="••••"/);
      assert.doesNotMatch(before + after, /secure_password|cryptographically/);
    },
  ],
  [
    'ledger: a rollback from the tree brings the file back byte for byte',
    async (wb, { workspace }) => {
      await openView(wb, 'History');
      await wb.treeRow('v1').hover();
      await wb.treeRow('v1').locator('.action-label[aria-label^="Rollback"]').click();
      await choose(wb, /The secrets of then/);
      await choose(wb, 'Through the policy');
      await choose(wb, 'Configuration error');
      await answer(wb, 'Tokens live too long', /What happened/);
      const { text } = await wb.dialog();
      assert.match(text, /1 field changes:[\s\S]*25.* → .*15/);
      await wb.answerDialog('Roll Back');
      await wb.webview('Rollback to v1');
      await become(wb, 'second');
      await approveFirst(wb);
      await become(wb, 'first');
      await applyFirst(wb, 'v3');
      assert.deepEqual(fs.readFileSync(path.join(workspace, PRODUCTION)), original);
      await openView(wb, 'History');
      await wb.until(async () => (await wb.treeItems()).includes('v3'), 'v3 in the History view');
    },
  ],
  [
    'ledger: the audit lists every event, and shows one with signer, roles and verification',
    async wb => {
      await openView(wb, 'Audit');
      await wb.runCommand('Secure Config: Filter Audit…');
      await choose(wb, /All/);
      await choose(wb, 'ledger.created');
      await wb.treeRow('ledger created: Shop').click();
      const page = await wb.webview('Roles at that time');
      assert.match(await page.locator('body').textContent(), /Verified[\s\S]*first[\s\S]*security_admin/);
      await wb.runCommand('Secure Config: Verify Ledger');
      const report = await wb.webview('What was looked at');
      assert.match(await report.locator('.verdict').textContent(), /Everything holds/);
    },
  ],
  [
    'ledger: a quick fix takes a field back to what was approved',
    async wb => {
      await edit(wb, 'LOG_LEVEL="', 'INFO', 'WARNING');
      await wb.statusBar(/production ≠/);
      await chooseQuickFix(wb, 'Revert log_level to v3');
      await wb.until(async () => /LOG_LEVEL="INFO"/.test(await wb.editorText()), 'the approved value');
      await wb.statusBar(/production · v3/);
    },
  ],
  ...closedDrift,
  [
    'ledger: an emergency goes round the approvers, deliberately, and owes a review',
    async (wb, { workspace }) => {
      await edit(wb, 'LOG_LEVEL="', 'INFO', 'ERROR');
      await wb.statusBar(/production ≠/);
      await wb.save();
      await wb.until(
        async () => {
          await chooseQuickFix(wb, 'Request this change of log_level');
          // VS Code forgets the commands of a menu whose document is checked again meanwhile: then it is asked once more.
          return wb
            .quickRow(/^\s*Ask for these changes/)
            .waitFor({ timeout: 3000 })
            .then(() => true);
        },
        'the list of what is asked for',
        20_000,
      );
      await explainRequest(wb);
      await wb.answerDialog('File Request');
      await wb.webview('What is missing');
      await edit(wb, 'LOG_LEVEL="', 'ERROR', 'CRITICAL'); // nobody has asked for that, so it is not lost unasked
      await wb.save();
      assert.match(fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8'), /LOG_LEVEL="CRITICAL"/);
      await become(wb, 'second');
      await wb.runCommand('Secure Config: Emergency Approve…');
      await chooseFirst(wb);
      await answer(wb, 'The log fills the disk', /What is the emergency/);
      await answer(wb, 'production', /Type the name of the environment/);
      await wb.answerDialog('Emergency Approve');
      await wb.waitForNotification(/approved in an emergency\. A review is owed by/, 20_000);
      await wb.clickNotification(/A review is owed by/, 'Apply');
      await wb.answerDialog('Apply');
      await wb.waitForNotification(/has changes that are in no version/, 20_000);
      assert.match((await wb.diffText()).modified, /LOG_LEVEL="CRITICAL"/);
      await wb.clickNotification(/has changes that are in no version/, 'Overwrite');
      await wb.waitForNotification(/v4 of production is active now/, 20_000);
      assert.match(fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8'), /LOG_LEVEL="ERROR"/);
      await become(wb, 'first');
      await wb.runCommand('Secure Config: Review Emergency…');
      await chooseFirst(wb);
      await wb.waitForNotification(
        /first asked for or approved the emergency, so somebody else has to review it/,
      );
      await openView(wb, 'History');
      await wb.until(async () => (await wb.treeItems()).includes('v4'), 'v4 in the History view');
    },
  ],
  ...policyChange,
  [
    'ledger: an age key goes into the editor’s secret storage, and out of it again',
    async wb => {
      await wb.runCommand('Secure Config: Keep Age Key in the Editor…');
      await answer(wb, 'no key', /The age identity/);
      await wb.quickInput.getByText('An age identity begins with').waitFor();
      await answer(wb, `AGE-SECRET-KEY-1${'INVENTED'.repeat(7)}`, /An age identity begins with/);
      await wb.waitForNotification(/The age key is in the editor’s secret storage/, 20_000);
      await wb.runCommand('Secure Config: Forget Age Key');
      await wb.answerDialog('Forget');
      await wb.until(async () => {
        await wb.runCommand('Secure Config: Forget Age Key');
        return wb.waitForNotification(/There is no age key/, 1000);
      }, 'the key to be gone');
    },
  ],
  [
    'ledger: a remote that was rewritten is refused, and taken once somebody says why it is right',
    async (wb, { workspace, server }) => {
      const remote = path.join(server.dirs.tmp, 'remote.git');
      const git = (...args) => execFileSync('git', args, { cwd: workspace });
      git('init', '--quiet', '--bare', remote);
      git('init', '--quiet');
      git('remote', 'add', 'origin', remote);
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.answerDialog('Turn On Sync');
      await wb.waitForNotification(/Ledger synced: 0 events fetched/, 20_000);
      await wb.clearNotifications();
      const ref = 'refs/heads/secure-config-ledger';
      git('--git-dir', remote, 'update-ref', ref, `${ref}~1`);
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.waitForNotification(/was rewritten: .*Show Ledger Alarms/, 20_000);
      await wb.clearNotifications();
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.waitForNotification(/was rewritten: /, 20_000); // it still is
      await wb.clearNotifications();
      await chooseAlarm(wb, /^The ledger at .*remote\.git was rewritten: /);
      await wb.answerDialog('Accept the Remote…');
      await answer(wb, 'The host was restored from a backup', /Who changed the remote/);
      assert.match((await wb.dialog()).text, /Accept what .*remote\.git has now\?/);
      await wb.answerDialog('Accept the Remote');
      await wb.waitForNotification(/Ledger synced: 0 events fetched, 1 pushed/, 20_000);
      await wb.until(
        async () => !(await wb.statusBar()).some(item => /Ledger alarm/.test(item)),
        'the alarm to be gone',
      );
    },
  ],
  [
    'ledger: a history that has become shorter raises an alarm that stays until somebody has dealt with it',
    async (wb, { server }) => {
      const [ledger] = ledgersOf(server);
      fs.rmSync(path.join(ledger, 'repo.git'), { recursive: true, maxRetries: 10 }); // the server may look at it
      fs.cpSync(path.join(server.dirs.tmp, 'kept.git'), path.join(ledger, 'repo.git'), { recursive: true });
      fs.rmSync(path.join(ledger, 'journal'), { recursive: true, force: true });
      await chooseAlarm(wb, /^The ledger is another than it was: /);
      const { text } = await wb.dialog();
      assert.match(text, /remembered|shorter/i);
      await wb.answerDialog('Choose the History');
      await choose(wb, /there now/);
      await answer(wb, 'A test took events away', /What was it/);
      await wb.answerDialog('Go On');
      await wb.until(
        async () => !(await wb.statusBar()).some(item => /Ledger alarm/.test(item)),
        'the alarm to be gone',
      );
    },
  ],
];

/** By the status bar, from its message. The list is asked for again until the alarm is in it: another one may stand there before. */
async function chooseAlarm(wb, message) {
  await wb.until(
    async () => {
      await wb.clickStatusBar('Ledger alarm');
      await wb.quickRow(message).click({ timeout: 2000 });
      return true;
    },
    `the alarm ${message}`,
    20_000,
  );
}

/** Folders of the ledgers that this machine keeps. */
function ledgersOf({ dirs }) {
  const folder = path.join(dirs.home, '.local', 'state', 'secure-config', 'ledgers');
  return fs.readdirSync(folder).map(name => path.join(folder, name));
}

async function sideBar(wb) {
  return wb.page.locator('.part.sidebar').textContent();
}
