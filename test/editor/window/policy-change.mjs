// The rules of a project change: nothing is asked for under them before the policy has adopted them, by a request.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { answer, approveFirst, become, chooseFirst } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');

export default [
  [
    'ledger: rules that have changed are proposed to the policy, approved by another identity, and put in force',
    async (wb, { workspace, server }) => {
      const file = path.join(workspace, PRODUCTION);
      const approved = fs.readFileSync(file, 'utf8');
      agreeInTwo(workspace, server);
      fs.appendFileSync(path.join(workspace, 'secure-config.yaml'), 'rules:\n  OPS_001: off\n');
      await wb.waitForNotification(
        /manifest and profile propose other rules than the policy in force \(v2\)/,
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
      assert.match(text, /Ask for version 3 of the policy/);
      assert.match(
        text,
        /ruleSet: contents are checked by the rules of now[\s\S]*Another administrator has to approve it/,
      );
      await wb.answerDialog('File Request');
      const page = await wb.webview('What is missing');
      assert.match(await page.locator('h1').textContent(), /Policy 3/);
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

/** From now on the policy wants another administrator to agree to its changes. */
function agreeInTwo(workspace, { dirs: { home } }) {
  const words = [
    'ledger',
    'policy',
    'edit',
    '-j',
    'Two should agree.',
    '--file',
    '-',
    '--as',
    'first',
    '--yes',
  ];
  execFileSync(process.execPath, [CLI, ...words], {
    cwd: workspace,
    env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: path.join(home, 'config') },
    input: 'administration: { roles: [security_admin], approvals: 1 }\n',
  });
}
