// In a folder that the person has not trusted yet: built-in profiles only, then everything.
import assert from 'node:assert/strict';
import { openView } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

export default [
  [
    'an untrusted folder is checked with built-in profiles, and with its own rules once it is trusted',
    async wb => {
      const question = await wb.dialog();
      assert.match(question.text, /trust/i);
      await wb.answerDialog(/No/);
      await wb.openFile(PRODUCTION);
      await wb.waitForSquiggle('error', 2);
      const untrusted = JSON.stringify(await wb.problems(3));
      assert.match(untrusted, /SEC_001/);
      assert.doesNotMatch(untrusted, /TEAM_001/);
      await openView(wb, 'History');
      await wb.page.locator('.part.sidebar').getByText('Manage Workspace Trust').click();
      await wb.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
      await wb.openFile(PRODUCTION);
      await wb.until(
        async () => /TEAM_001/.test(JSON.stringify(await wb.problems(3))),
        "the folder's own rule",
      );
    },
  ],
];
