// Requests in every state in a window, and what ends them or changes them.
import assert from 'node:assert/strict';
import {
  answer,
  become,
  choose,
  edit,
  explainRequest,
  openView,
  openViewAlone,
} from '../../../scripts/editor/ledger-story.mjs';

/** Of a request's row: its title, what stands behind it, its icon. */
const ROWS = [
  ['auth.lockout_duration_minutes', /^approved, 23 h \d+ min left · 2 of 2 approvals · medium/, 'pass'],
  ['database.max_overflow', /^out of date · 0 of 2 approvals/, 'git-pull-request'],
  ['security.session_timeout_minutes', /^23 h \d+ min left · 0 of 2 approvals/, 'git-pull-request'],
  ['redis.db', /^expired · /, 'watch'],
  ['redis.db', /^cancelled · /, 'circle-slash'],
  ['database.max_overflow', /^rejected · /, 'error'],
  ['redis.pool_size', /^applied · /, 'pass-filled'],
];

/** How requests end, or are changed: who does it, where it is in the tree, what is asked, and what stands there afterwards. */
const DECISIONS = [
  {
    what: 'a request is taken back from its menu, with the reason',
    group: 'Mine',
    title: 'security.session_timeout_minutes',
    command: 'Cancel Request…',
    prompt: /Why is it not needed any more/,
    said: /Cancelled security\.session_timeout/,
    after: /^cancelled/,
  },
  {
    what: 'another identity rejects a request, with the reason',
    as: 'second',
    group: 'Waiting for me',
    title: 'external_services.tts_timeout_seconds',
    command: 'Reject…',
    prompt: /Why\? bob@shop\.example reads it/,
    said: /Rejected external_services/,
    after: /^rejected/,
  },
  {
    what: 'who neither asked for an emergency nor approved it pays the review',
    as: 'ann',
    group: 'Waiting for me',
    title: 'log_level',
    before: /^review owed by /,
    command: 'Review Emergency…',
    prompt: /Was the emergency one/,
    said: /Reviewed log_level/,
    after: /^applied/,
  },
];

export default [
  [
    'ledger commands: requests in every state say what is to be known first',
    async wb => {
      await openRequests(wb, 'Mine');
      for (const [title, description, icon] of ROWS) await rowOf(wb, title, description, icon);
    },
  ],
  [
    'ledger commands: an approved request takes over the working files, and has to be approved again',
    async wb => {
      await edit(wb, 'LOCKOUT_DURATION_MINUTES="', '15', '25');
      await wb.save();
      await openRequests(wb, 'Mine');
      const row = await rowOf(wb, 'auth.lockout_duration_minutes', /^approved/);
      await wb.chooseInMenu(row, 'Take Over My Working Files…');
      const { text } = await explainRequest(wb);
      assert.match(
        text,
        /Let auth\.lockout_duration_minutes of production ask for this instead\?[\s\S]*void/,
      );
      await wb.answerDialog('Change Request');
      await rowOf(wb, 'auth.lockout_duration_minutes', /^23 h \d+ min left · 0 of 2 approvals/);
    },
  ],
  ...DECISIONS.map(({ what, as, group, title, before = /./, command, prompt, said, after }) => [
    `ledger commands: ${what}`,
    async wb => {
      if (as) await become(wb, as);
      await openRequests(wb, group);
      await wb.chooseInMenu(await rowOf(wb, title, before), command);
      await answer(wb, 'A sentence that is kept.', prompt);
      await wb.statusBar(said);
      await openRequests(wb, 'All');
      await rowOf(wb, title, after);
    },
  ]),
  [
    'ledger commands: what cannot be done any more is not offered, and said',
    async wb => {
      await wb.runCommand('Secure Config: Review Emergency…');
      await wb.waitForNotification(/No review is owed/);
      await wb.runCommand('Secure Config: Cancel Request…');
      await choose(wb, /database\.max_overflow/);
      await wb.quickInput
        .filter({ hasText: /Why is it not needed/ })
        .first()
        .waitFor();
    },
  ],
];

/** With one group open. */
async function openRequests(wb, group) {
  await openView(wb, 'Requests');
  await wb.treeRow('Waiting for me').waitFor({ timeout: 20_000 });
  await openViewAlone(wb, 'Requests');
  for (const each of ['Waiting for me', 'Mine']) if (each !== group) await wb.collapse(each);
  await wb.expand(group);
}

/** The first request with this title, of production, that is described so. */
async function rowOf(wb, title, description, icon) {
  const label = wb.page.locator('.label-name', { hasText: new RegExp(`^${title} of production$`) });
  const words = wb.page.locator('.label-description', { hasText: description });
  const sign = wb.page.locator(icon ? `.codicon-${icon}` : '.custom-view-tree-node-item-icon');
  const rows = wb.page.locator('.part.sidebar .monaco-list-row');
  const row = rows.filter({ has: label }).filter({ has: words }).filter({ has: sign }).first();
  await row.waitFor();
  return row;
}
