// What bob, an operator, sees of approvals that do not count: his own that he may not give, and those that nobody gave, from the
// shared remote. The ledger was made before the window by test/support/refusals.ts; each test leaves it as it was.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { answer, choose, openView } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

/** By which request: its title, how it stands in the tree and at the head of its page, and why bob may not approve it. */
const REFUSED = {
  'self-given': [
    'TIMEOUT of production',
    /\d+ min left .*0 of 2 approvals/,
    /^pending · /,
    /bob@shop\.example filed the request, and nobody approves their own\. Ask somebody else\./,
  ],
  'by the wrong role': [
    'LOG_LEVEL of production',
    /\d+ min left .*0 of 1 approvals/,
    /^pending · /,
    /The request needs the approval of auditor, and bob@shop\.example has operator\./,
  ],
  stale: [
    'PORT of staging',
    /^out of date · .*0 of 2 approvals/,
    /^pending · out of date · /,
    /The request starts from v1 of staging, and v2 is in force\. Edit the request so that it starts from there/,
  ],
  expired: [
    'RETRIES of production',
    /^expired · /,
    /^expired$/,
    /The request expired at \w+ \d+, \d{4}, [\d:]+ [AP]M\. File a new one\./,
  ],
  'expired after it was approved': [
    'PORT of production',
    /^expired · /,
    /^expired$/,
    /The request expired at \w+ \d+, \d{4}, [\d:]+ [AP]M\. File a new one\./,
  ],
};

/** Approvals in ann's name that somebody pushes with plain git, and why they do not follow. */
const PUSHED = {
  forged: /The policy knows nobody with the key that signed for ann@shop\.example\./,
  altered: /The signature is not of this key over this content\./,
  replayed: /The signature is not of this key over this content\./,
  'replayed and signed': /was edited at .*\. Look at it again, as it is now\./,
};

export default [
  [
    'approvals: Approve… has first what one may approve, then the others, each with the reason why not',
    async wb => {
      await wb.runCommand('Secure Config: Approve…');
      await wb.quickRow('WORKERS of production').waitFor();
      const rows = wb.quickInput.locator('.quick-input-list .monaco-list-row');
      assert.match(await rows.first().textContent(), /WORKERS of production.*asked for by dan@shop\.example/);
      for (const [title, , , reason] of Object.values(REFUSED)) {
        const row = wb.quickRow(title);
        assert.match(await row.textContent(), reason, title);
      }
    },
  ],
  ...Object.entries(REFUSED).map(([what, [title, , , reason]]) => [
    `approvals: ${what}, it is refused in words when it is chosen`,
    async wb => {
      await refusesByPalette(wb, 'Secure Config: Approve…', title, reason);
    },
  ]),
  [
    'approvals: what was approved and has expired is not applied',
    async (wb, { workspace }) => {
      const before = fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8');
      const [title, , , reason] = REFUSED['expired after it was approved'];
      await refusesByPalette(wb, 'Secure Config: Apply Request', title, reason);
      assert.equal(fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8'), before);
    },
  ],
  [
    'approvals: the Requests view says how each stands, and its tooltip why one may not approve it',
    async wb => {
      await openView(wb, 'Requests');
      for (const name of ['Compliance', 'History']) await closeView(wb, name);
      await wb.expand('All');
      for (const [title, state, , reason] of Object.values(REFUSED)) {
        const row = wb.treeRow(title);
        assert.match(await row.locator('.label-description').textContent(), state);
        assert.match(await wb.hoverAt(() => row.boundingBox()), reason, title);
      }
    },
  ],
  ...Object.entries(REFUSED).map(([what, [title, , verdict, reason]]) => [
    `approvals: ${what}, its page has no button for it and says why`,
    async wb => {
      await wb.runCommand('Secure Config: Show Request');
      await choose(wb, title);
      const page = await wb.webview(reason);
      assert.equal(await page.locator('h1').textContent(), title);
      assert.match(await page.locator('.verdict').textContent(), verdict);
      assert.match(await page.locator('.missing').textContent(), reason);
      assert.equal(await page.locator('[data-do="approve"], [data-do="apply"]').count(), 0);
    },
  ]),
  [
    'approvals: of what was edited while one read it, it is refused',
    async (wb, { scene }) => {
      await wb.runCommand('Secure Config: Approve…');
      await choose(wb, 'WORKERS of production');
      assert.match((await wb.dialog()).text, /WORKERS: 4 → 16/);
      await scene.edit();
      await wb.answerDialog(/^Approve$/);
      await refusesSaying(
        wb,
        /^WORKERS of production: The request was edited at .*\. Look at it again, as it is now\./,
      );
      await showsNoApproval(wb);
    },
  ],
  ...Object.entries(PUSHED).map(([what, reason]) => [
    `approvals: ${what}, it is refused when it comes from the remote, and raises the alarm`,
    async (wb, { scene }) => {
      await scene.push(what);
      try {
        await wb.runCommand('Secure Config: Sync Ledger');
        await refusesSaying(wb, reason);
        await wb.statusBar(/Ledger alarm/);
        const told = (await wb.notifications()).filter(({ text }) => reason.test(text));
        assert.equal(told.length, 1, 'it is told once');
        await wb.clickNotification(reason, 'Show Ledger Alarms');
        await choose(wb, reason);
        assert.match((await wb.dialog()).text, reason);
      } finally {
        scene.takeBack();
      }
      await wb.answerDialog('I Have Dealt with It');
      await answer(wb, 'Told who keeps the remote', /What was it/);
      await wb.until(async () => !(await wb.statusBar()).some(text => /Ledger alarm/.test(text)), 'no alarm');
      await showsNoApproval(wb);
      await wb.clearNotifications();
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.waitForNotification(/Ledger synced/, 20_000);
    },
  ]),
];

async function refusesByPalette(wb, command, title, reason) {
  await wb.runCommand(command);
  await choose(wb, title);
  await refusesSaying(wb, new RegExp(`^${title}: ${reason.source}`));
}

async function refusesSaying(wb, sentence) {
  const warning = async () =>
    (await wb.notifications()).find(({ text, severity }) => severity === 'warning' && sentence.test(text));
  const { buttons } = await wb.until(warning, `the warning ${sentence}`, 20_000);
  assert.equal(buttons.length, 1, 'a warning without a button is cut to one line');
  assert.equal(await wb.page.locator('.monaco-dialog-box').count(), 0);
}

async function showsNoApproval(wb) {
  await wb.runCommand('Secure Config: Show Request');
  await choose(wb, 'WORKERS of production');
  const page = await wb.webview('WORKERS of production');
  assert.match(await page.locator('.roles').textContent(), /administrator not yet.*operator not yet/s);
}

async function closeView(wb, name) {
  const header = wb.page.locator('.part.sidebar .pane-header', { hasText: name }).first();
  if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
}
