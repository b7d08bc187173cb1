// What goes wrong beside a ledger, in a window: a program that was killed, a version to go back to, a git that is not there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { answer, become, choose, openView, openViewAlone } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

const ENVIRONMENT = { environment: 'production' };
const RESTART = 'Secure Config: Restart Server';

export default [
  [
    'ledger commands: an apply that was killed half-way is finished at the next start, and said',
    async (wb, { workspace, scene: { ann, second, applyAndDie } }) => {
      const read = () => fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8');
      await become(wb, 'ann');
      const id = await ann.ask('DATABASE__MAX_OVERFLOW', 35, 'Peaks at the end of the month');
      await second.approve(id);
      applyAndDie(id);
      assert.match(read(), /MAX_OVERFLOW="20"/);
      await wb.runCommand(RESTART);
      const { text } = await wb.waitForNotification(/was stopped while it applied/, 20_000);
      assert.match(text, /The ledger had its version already, so the files were given their texts now/);
      assert.match(read(), /MAX_OVERFLOW="35"/);
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/production · v31: 100/, 20_000);
    },
  ],
  [
    'ledger commands: a rollback with the secrets of now is new to everybody, so it goes through the policy',
    async (wb, { workspace, scene: { ann, second } }) => {
      await beginRollback(wb, 'v19', /Keep the current secrets/);
      await choose(wb, /Emergency/);
      await wb.waitForNotification(/v19 with the secrets of today was never in force/);
      await beginRollback(wb, 'v19', /Keep the current secrets/);
      await choose(wb, /Through the policy/);
      await choose(wb, 'Configuration error');
      await answer(wb, 'The booking system is down', /What happened/);
      const { text } = await wb.dialog();
      assert.match(text, /Roll production back to v19\?[\s\S]*redis\.pool_size: "45" → "29"/);
      assert.doesNotMatch(text, /password/, 'the secret stays');
      await wb.answerDialog('Roll Back');
      await wb.webview('Roll production back to v19');
      const { value } = await ann.service.requests({ whose: 'mine', before: null, limit: 50 });
      await second.approve(value.items.find(({ title }) => /^Roll production back/.test(title)).id);
      await wb.runCommand('Secure Config: Apply Request');
      await choose(wb, 'Roll production back to v19');
      await wb.answerDialog('Apply');
      await wb.waitForNotification(/v32 of production is active now/, 20_000);
      const file = fs.readFileSync(path.join(workspace, PRODUCTION), 'utf8');
      assert.match(file, /REDIS__POOL_SIZE="29"/);
      assert.match(file, /DATABASE__PASSWORD="invented_password_of_v20"/);
    },
  ],
  [
    'ledger commands: an emergency rollback holds at once, when what it would overwrite was seen and given up',
    async (wb, { workspace, scene: { ann } }) => {
      const file = path.join(workspace, PRODUCTION);
      const approved = fs.readFileSync(file, 'utf8');
      const { value } = await ann.service.textsOf({ ...ENVIRONMENT, number: 31, reveals: true });
      const byHand = approved.replace('REDIS__POOL_SIZE="29"', 'REDIS__POOL_SIZE="31"');
      assert.notEqual(byHand, approved);
      fs.writeFileSync(file, byHand);
      await beginRollback(wb, 'v31', /The secrets of then/);
      await choose(wb, /Emergency/);
      await choose(wb, 'Emergency response');
      await answer(wb, 'Guests cannot log in', /What happened/);
      await answer(wb, 'prod', /Type the name of the environment, production/);
      await answer(wb, 'production', /Type production/);
      const { text } = await wb.dialog();
      assert.match(
        text,
        /Go round the approvers: Roll production back to v31\?[\s\S]*redis\.pool_size: "29" → "45"/,
      );
      await wb.answerDialog('Roll Back');
      await wb.waitForNotification(/would be lost/, 20_000);
      const { original, modified } = await wb.diffText();
      assert.match(original, /REDIS__POOL_SIZE="29"/);
      assert.match(modified, /REDIS__POOL_SIZE="31"/);
      assert.equal(fs.readFileSync(file, 'utf8'), byHand);
      await wb.clickNotification(/would be lost/, 'Overwrite');
      await wb.waitForNotification(/v33 of production is live: the content of v31/, 20_000);
      assert.equal(fs.readFileSync(file, 'utf8'), value[0].text);
      await openViewAlone(wb, 'History');
      await wb
        .treeRow('v33')
        .locator('.label-description', { hasText: /^active · emergency · back to v31/ })
        .waitFor();
    },
  ],
  [
    'ledger commands: without git the view says what to install, files are checked all the same, and it comes back',
    async (wb, { scene: { programs } }) => {
      const sideBar = wb.page.locator('.part.sidebar');
      const git = path.join(programs, 'git');
      const target = fs.readlinkSync(git);
      await openView(wb, 'History');
      fs.rmSync(git);
      await wb.runCommand(RESTART);
      await sideBar.getByText(/git 2\.36 or newer was not found/).waitFor({ timeout: 20_000 });
      await wb.openFile(PRODUCTION);
      await wb.statusBar('100 · production');
      await wb.runCommand('Secure Config: Initialise Ledger');
      await wb.waitForNotification(/Git is not installed/);
      await sideBar.getByText('Get git').waitFor();
      fs.symlinkSync(target, git);
      await openView(wb, 'History');
      await sideBar.getByText('Restart Server').click();
      await wb.treeRow('v32').waitFor({ timeout: 20_000 });
    },
  ],
];

/** Up to the question how. */
async function beginRollback(wb, version, secrets) {
  await openViewAlone(wb, 'History');
  await wb.chooseInMenu(wb.treeRow(version), 'Rollback…');
  await choose(wb, secrets);
  await wb.page.mouse.move(700, 700); // a hover over the first way would lie over the second
}
