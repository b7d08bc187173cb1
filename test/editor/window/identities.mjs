// Who acts in a window: shown, made, changed.
import assert from 'node:assert/strict';
import { answer, become, choose } from '../../../scripts/editor/ledger-story.mjs';

export default [
  [
    'ledger commands: who acts is shown with roles and key, which can be copied',
    async wb => {
      await become(wb, 'ann');
      await wb.runCommand('Secure Config: Show Identity');
      const { text } = await wb.dialog();
      assert.match(
        text,
        /You act as ann[\s\S]*ssh-ed25519 SHA256:.*in a file, reads secrets[\s\S]*: .*security_admin/,
      );
      await wb.answerDialog('Copy Key Fingerprint');
      const copied = () => wb.page.evaluate(() => navigator.clipboard.readText());
      await wb.until(
        async () => /^SHA256:/.test(await copied()) && text.includes(await copied()),
        'the fingerprint in the clipboard',
      );
    },
  ],
  [
    'ledger commands: a newcomer gets a key, is told whom to give it, and why nothing can be signed before',
    async wb => {
      await wb.runCommand('Secure Config: Use Identity…');
      await choose(wb, /Create Identity/);
      await answer(wb, 'car la', /Who are you/);
      await wb.quickInput.getByText('A name has no blanks').waitFor();
      await answer(wb, 'carla', /A name has no blanks|Who are you/);
      await choose(wb, /A new key/);
      await wb.waitForNotification(/You act as carla, with the key SHA256:.*administers the ledger/, 20_000);
      await wb.runCommand('Secure Config: Show Identity');
      const { text } = await wb.dialog();
      assert.match(text, /carla/);
      assert.match(text, /not a member|policy|knows/i);
      await wb.answerDialog('Use Another');
      await choose(wb, 'ann');
      await wb.statusBar(/You act as ann/);
    },
  ],
];
