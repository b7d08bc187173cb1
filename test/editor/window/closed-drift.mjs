// What another program does to files that are not open. The ledger's story goes through it and finds the files as they were.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { openView } from '../../../scripts/editor/ledger-story.mjs';
import { PRODUCTION } from './support.mjs';

const TOLD = /production is not as it was approved: .*SSL_MODE differs from v\d+/;

export default [
  [
    'ledger: a file that is not open is changed from outside: told once, in the Compliance view and the Problems panel',
    async (wb, { workspace }) => {
      const file = path.join(workspace, PRODUCTION);
      const approved = fs.readFileSync(file, 'utf8');
      const downgraded = approved.replace('SSL_MODE="require"', 'SSL_MODE="disable"');
      assert.notEqual(downgraded, approved);
      fs.writeFileSync(file, downgraded);
      await wb.waitForNotification(TOLD, 20_000);
      await openView(wb, 'Compliance');
      await driftRow(wb, /1 field not as in v\d/).waitFor();
      await wb.expand(PRODUCTION);
      await wb.treeRow('drift/security-downgrade').waitFor();
      const rows = await wb.problems(1);
      assert.ok(
        rows.some(({ level, text }) => level === 'error' && /drift\/security-downgrade/.test(text)),
        JSON.stringify(rows),
      );
      await wb.clickNotification(TOLD, 'Compare');
      const { original, modified } = await wb.diffText();
      assert.match(original, /SSL_MODE="require"/);
      assert.match(modified, /SSL_MODE="disable"/);
      assert.doesNotMatch(original + modified, /secure_password|cryptographically/);
      await wb.reset();

      fs.writeFileSync(file, approved);
      await driftRow(wb, /not as in/).waitFor({ state: 'detached' });
      fs.writeFileSync(file, downgraded);
      await wb.until(async () => (await wb.treeItems()).includes(PRODUCTION), 'the drift again', 20_000);
      await new Promise(resolve => setTimeout(resolve, 2000)); // longer than news are waited for
      assert.ok(!(await wb.notifications()).some(({ text }) => TOLD.test(text)), 'told twice');
      fs.writeFileSync(file, approved);
      await driftRow(wb, /not as in/).waitFor({ state: 'detached' });
    },
  ],
  [
    'ledger: a file that is taken away is missing in the Compliance view, which shows what was approved',
    async (wb, { workspace }) => {
      const file = path.join(workspace, PRODUCTION);
      const approved = fs.readFileSync(file, 'utf8');
      fs.rmSync(file);
      await openView(wb, 'Compliance');
      const row = driftRow(wb, /missing: v\d+ has it/);
      await row.waitFor();
      await row.click();
      await wb.until(
        async () => /SSL_MODE="require"/.test((await wb.diffText()).original),
        'the approved text',
      );
      await wb.reset();
      fs.writeFileSync(file, approved);
      await row.waitFor({ state: 'detached' });
    },
  ],
];

/** The file's row in the Compliance view, by what stands behind its name. */
function driftRow(wb, description) {
  return wb.page.locator('.part.sidebar .monaco-list-row', { hasText: description }).first();
}
