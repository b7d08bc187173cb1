// Two clones and one remote in a window: ahead, behind, and both at once.
import assert from 'node:assert/strict';
import { become, choose } from '../../../scripts/editor/ledger-story.mjs';

export default [
  [
    'ledger commands: a ledger is shared once the person says so, and what is ahead is pushed',
    async (wb, { scene: { bob } }) => {
      await become(wb, 'ann');
      await wb.runCommand('Secure Config: Sync Ledger');
      const { text } = await wb.dialog();
      assert.match(text, /Share this ledger over .*remote\.git\?[\s\S]*secrets encrypted/);
      assert.doesNotMatch(text, /Nothing has been pushed/, 'it has been shared before');
      await wb.answerDialog('Turn On Sync');
      await wb.waitForNotification(/Ledger synced: 0 events fetched, \d+ pushed/, 20_000);
      await bob.sync();
      await wb.clearNotifications();
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.waitForNotification(/nothing new on either side/, 20_000);
    },
  ],
  [
    'ledger commands: what is behind is fetched, and who has to approve it is told',
    async (wb, { scene: { bob } }) => {
      await bob.ask('EXTERNAL_SERVICES__ASR_TIMEOUT_SECONDS', 40, 'The new model is slower');
      await bob.sync();
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.waitForNotification(/Ledger synced: 1 event fetched, 0 pushed/, 20_000);
      await wb.waitForNotification(
        /bob@shop\.example asks for your approval: external_services\.asr/,
        20_000,
      );
    },
  ],
  [
    'ledger commands: one approves while another rejects: the approval is left out, and its author told why',
    async (wb, { scene: { ann, bob } }) => {
      const id = await ann.ask('AUTH__API_KEY_LENGTH', 48, 'Finding 16 of the last audit');
      await become(wb, 'second');
      await wb.runCommand('Secure Config: Sync Ledger');
      await wb.waitForNotification(/fetched, 1 pushed/, 20_000);
      await bob.sync();
      await bob.reject(id, 'Not before the release.');
      await bob.sync();
      await wb.runCommand('Secure Config: Approve…');
      await choose(wb, '2 fields of production'); // with what ann has changed by hand
      await wb.answerDialog(/^Approve$/);
      await wb.waitForNotification(/everybody has approved/, 20_000);
      await wb.clearNotifications();
      await wb.runCommand('Secure Config: Sync Ledger');
      const both = /was rejected by bob@shop\.example.*Also: Ledger synced: 1 event fetched, 0 pushed/;
      await wb.waitForNotification(both, 20_000);
      await wb.clickNotification(both, 'Show All…');
      await choose(wb, /Ledger synced/);
      await wb.waitForNotification(/Left out.*1 event of yours/);
      await wb.statusBar(/Ledger alarm/, 20_000);
    },
  ],
];
