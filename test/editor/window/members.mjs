// Somebody comes to a ledger in a window, and leaves it: another administrator has to agree to both.
import assert from 'node:assert/strict';
import { answer, become, choose } from '../../../scripts/editor/ledger-story.mjs';

const LINE = /The line with which they introduce themselves/;

export default [
  [
    'ledger commands: who is no member can take nobody in or out, and is told so before any question',
    async wb => {
      await become(wb, 'carla');
      for (const command of ['Add', 'Remove']) {
        await wb.runCommand(`Secure Config: ${command} Member…`);
        await wb.waitForNotification(/does not know the key of the identity carla/);
        await wb.clearNotifications();
      }
    },
  ],
  [
    'ledger commands: somebody is taken in by the line that they hand over, and has their roles once another agrees',
    async (wb, { scene }) => {
      await wb.runCommand('Secure Config: Show Identity');
      await wb.answerDialog('Copy Introduction');
      const line = await wb.until(async () => {
        const copied = await wb.page.evaluate(() => navigator.clipboard.readText());
        return /^ssh-ed25519 \S+ age1\S+ carla$/.test(copied) && copied;
      }, 'the line in the clipboard');
      await become(wb, 'ann');
      await wb.runCommand('Secure Config: Add Member…');
      await answer(wb, 'carla', LINE);
      await answer(wb, line, /The whole line: type and key, age recipient, name/);
      await choose(wb, 'devops_lead');
      await wb.page.keyboard.press('Enter');
      await choose(wb, 'Reads secrets');
      const { text } = await wb.dialog();
      assert.match(
        text,
        /Take carla into the ledger of [\s\S]*Roles: devops_lead\s+Reads secrets[\s\S]*who have to approve it: 1/,
      );
      await putInForce(wb, scene);
      await wb.waitForNotification(/The new policy is in force now/, 20_000);
      await become(wb, 'carla');
      await wb.runCommand('Secure Config: Show Identity');
      assert.match((await wb.dialog()).text, /: devops_lead/);
      await wb.page.keyboard.press('Escape');
    },
  ],
  [
    'ledger commands: somebody is taken out, and the secrets that they can still know are named',
    async (wb, { scene }) => {
      await become(wb, 'ann');
      await wb.runCommand('Secure Config: Remove Member…');
      await choose(wb, 'carla');
      const { text } = await wb.dialog();
      assert.match(text, /Take carla out of the ledger of [\s\S]*revoked for good[\s\S]*they still know/);
      await putInForce(wb, scene, /Rotate what they can still know: .*production v33: .*database\.password/);
      await wb.waitForNotification(/carla, who left on .*, knows secrets that are live/, 20_000);
      await wb.runCommand('Secure Config: Remove Member…');
      await wb.quickRow('second').waitFor();
      assert.equal(await wb.quickRow('carla').count(), 0);
    },
  ],
];

/** From the question whether it is to be asked for: files the request, lets the other administrator agree, applies it. */
async function putInForce(wb, { ann, second }, said) {
  await wb.answerDialog('File Request');
  const page = await wb.webview('What is missing');
  const title = await page.locator('h1').textContent();
  if (said) await wb.waitForNotification(said);
  const { value } = await ann.service.requests({ whose: 'mine', before: null, limit: 5 });
  await second.approve(value.items.find(request => request.title === title).id);
  await wb.runCommand('Secure Config: Apply Request');
  await choose(wb, title);
  await wb.answerDialog('Apply');
}
