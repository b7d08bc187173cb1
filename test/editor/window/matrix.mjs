// The environments side by side, as a person sees and walks them.
import assert from 'node:assert/strict';
import { PRODUCTION } from './support.mjs';

export default [
  [
    'Compare Environments shows who departs from whom, follows the files, and leads to the line',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      await wb.runCommand('Secure Config: Compare Environments');
      const matrix = await wb.webview('Only differences');
      const row = name => matrix.locator('tbody tr', { hasText: new RegExp(`^\\s*${name}\\b`) }).first();
      const files = await matrix.locator('thead .file').allInnerTexts();
      assert.ok(files.includes('.env.production') && files.includes('.env.development'), files.join());

      await matrix.locator('#words').fill('log_level');
      const shown = matrix.locator('tr[data-text]:visible');
      await wb.until(async () => (await shown.count()) === 1, 'one row');
      await matrix.locator('#words').fill('');
      await matrix.locator('#violating').check();
      const inOrder = matrix.locator('tr[data-text]:not([data-violates])');
      assert.ok((await inOrder.count()) > 0);
      assert.equal(await inOrder.first().isVisible(), false);
      const mode = row('ssl_mode').locator('td.violates a');
      assert.match(await mode.first().textContent(), /disable/);

      assert.match(await row('jwt_secret_key').textContent(), /••••/);
      assert.doesNotMatch(await matrix.locator('html').innerHTML(), /canary/);
      const policy = await matrix.locator('meta[http-equiv]').getAttribute('content');
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe/);

      await matrix.locator('#words').focus();
      await wb.page.keyboard.press('ArrowDown');
      await wb.page.keyboard.press('ArrowDown');
      assert.equal(await matrix.evaluate(() => document.activeElement?.closest('td') !== null), true);

      await mode.first().focus();
      await wb.page.keyboard.press('Enter');
      await wb.until(async () => /Ln 11,/.test((await wb.statusBar()).join()), 'the cursor in line 11');
      await wb.page.keyboard.press('Delete');
      await wb.type('require');
      await wb.until(async () => !(await row('ssl_mode').isVisible()), 'the row to be in order');
      assert.equal(await matrix.locator('#violating').isChecked(), true);
    },
  ],
];
