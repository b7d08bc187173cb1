// The rules of a project change: nothing is asked for under them before the policy has adopted them, by a request.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { answer, approveFirst, become, chooseFirst } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

export default [
  [
    'ledger: rules that have changed are proposed to the policy, approved by another identity, and put in force',
    async (wb, { workspace }) => {
      const file = path.join(workspace, PRODUCTION);
      const approved = fs.readFileSync(file, 'utf8');
      fs.appendFileSync(path.join(workspace, 'secure-config.yaml'), 'rules:\n  OPS_001: off\n');
      await wb.waitForNotification(
        /manifest and profile propose other rules than the policy in force \(v1\)/,
        20_000,
      );
      await become(wb, 'first');
      fs.writeFileSync(file, approved.replace('LOG_LEVEL="ERROR"', 'LOG_LEVEL="WARNING"'));
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/≠ · v/);
      await wb.runCommand('Secure Config: Create Change Request…');
      await wb.waitForNotification(/checked by other rules than the policy has in force/, 20_000);
      await wb.clickNotification(/checked by other rules/, 'Propose Policy Change…');
      await wb.quickInput.filter({ hasText: /Why does the policy have to change/ }).waitFor();
      const { original, modified } = await wb.diffText();
      assert.match(original + modified, /ruleSet: sha256:/);
      await answer(wb, 'The pool is watched elsewhere', /Why does the policy have to change/);
      const { text } = await wb.dialog();
      assert.match(text, /Ask for version 2 of the policy/);
      assert.match(
        text,
        /ruleSet: contents are checked by the rules of now[\s\S]*Another administrator has to approve it/,
      );
      await wb.answerDialog('File Request');
      const page = await wb.webview('What is missing');
      assert.match(await page.locator('h1').textContent(), /Policy 2/);
      await become(wb, 'second');
      await approveFirst(wb);
      await become(wb, 'first');
      await wb.runCommand('Secure Config: Apply Request');
      await chooseFirst(wb);
      await wb.answerDialog('Apply');
      await wb.waitForNotification(/The new policy is in force now/, 20_000);
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/≠ · v/);
      await wb.runCommand('Secure Config: Create Change Request…');
      await wb.quickRow(/^\s*Ask for these changes/).waitFor();
      await wb.dismissQuickInput();
      await wb.reset();
      fs.writeFileSync(file, approved);
    },
  ],
];
