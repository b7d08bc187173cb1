// The packaged extension as a person sees it, in a window.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import firstSteps from './first-steps.mjs';
import masking from './masking.mjs';
import matrix from './matrix.mjs';
import quickFix from './quick-fix.mjs';
import { crash, crashUntil, openCompliance, PRODUCTION } from './support.mjs';

export default [
  ...firstSteps,
  ...matrix,
  ...masking,
  ...quickFix,
  [
    'findings show while one types, with the rule in the hover',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.waitForSquiggle('error', 2);
      await wb.goTo(15, 1);
      await wb.page.keyboard.press('End');
      for (let i = 0; i < 'RS256"'.length; i++) await wb.page.keyboard.press('Backspace');
      await wb.type('HS256"');
      await wb.until(async () => /SEC_003/.test(await wb.hoverWord('HS256')), 'SEC_003 in the hover', 20_000);
    },
  ],
  [
    'the Problems panel lists them',
    async wb => {
      await wb.openFile(PRODUCTION);
      const rows = await wb.problems(4);
      assert.ok(
        rows.some(row => row.level === 'error' && /SEC_001/.test(row.text)),
        JSON.stringify(rows),
      );
      assert.ok(rows.some(row => row.level === 'warning' && /OPS_001/.test(row.text)));
    },
  ],
  [
    'the status bar has score and environment of our files only',
    async wb => {
      await wb.openFile(PRODUCTION);
      const text = await wb.statusBar(/· production$/);
      assert.match(text, /^\d+(\.\d+)? · production$/);
      await wb.openFile('readme.txt');
      await wb.until(
        async () => !(await wb.statusBar()).some(item => /production/.test(item)),
        'the item to go',
      );
      await wb.openFile('.env.development');
      await wb.statusBar('100 · development');
    },
  ],
  [
    'a click in the status bar shows the report, and a click in the report goes to the line',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      await wb.clickStatusBar('production');
      const report = await wb.webview('Database SSL Required');
      assert.match(await report.locator('h1').textContent(), /\.env\.production/);
      assert.match(await report.locator('.verdict').textContent(), /Not compliant/);
      const finding = report.locator('.finding', { hasText: 'SEC_001' }).first();
      await finding.locator('.place a').click();
      await wb.until(async () => /Ln 11,/.test((await wb.statusBar()).join()), 'the cursor in line 11');
    },
  ],
  [
    'the report follows the document and keeps the place',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      await wb.clickStatusBar('production');
      const report = await wb.webview('Database SSL Required');
      await report.locator('summary').last().click();
      await report.locator('.finding', { hasText: 'SEC_001' }).first().locator('.place a').click();
      await wb.until(async () => /Ln 11,/.test((await wb.statusBar()).join()), 'the cursor in line 11');
      await wb.page.keyboard.press('Delete'); // typing a quote over a selection would surround it
      await wb.type('require');
      await report.locator('.finding', { hasText: 'SEC_001' }).first().waitFor({ state: 'detached' });
      assert.equal(await report.locator('details').last().getAttribute('open'), null);
      assert.match(await report.locator('#spoken').textContent(), /score/);
    },
  ],
  [
    'the report runs nothing but its own script',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.runCommand('Secure Config: Show Compliance Report');
      const report = await wb.webview('Database SSL Required');
      const policy = await report.locator('meta[http-equiv]').getAttribute('content');
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe/);
      assert.equal(await report.locator('main [style], main [onclick], main script').count(), 0);
    },
  ],
  [
    'the CodeLens above the first line shows the report',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.editor().locator('.codelens-decoration a', { hasText: 'production' }).first().click();
      await wb.webview('Database SSL Required');
    },
  ],
  [
    'the Compliance view leads to the place',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      await openCompliance(wb);
      await wb.expand(PRODUCTION);
      await wb.treeRow('SEC_001').click();
      await wb.until(async () => /Ln 11,/.test((await wb.statusBar()).join()), 'the cursor in line 11');
      const label = await wb.treeRow('SEC_001').getAttribute('aria-label');
      assert.match(label, /critical, SEC_001, line 11/);
    },
  ],
  [
    'Check Workspace checks every file and leads to the Compliance view',
    async wb => {
      await wb.runCommand('Secure Config: Check Workspace');
      const { text } = await wb.waitForNotification(/configuration files checked/);
      assert.match(text, /4 configuration files checked, 3 not compliant: \d+ critical, \d+ errors/);
      await wb.clickNotification(/configuration files checked/, 'Show Compliance');
      await wb.until(async () => {
        const labels = await wb.treeItems();
        return ['development', 'production', 'staging'].every(label => labels.includes(label));
      }, 'all environments');
    },
  ],
  [
    'first steps: Set Up This Folder leaves a manifest that is there, and shows what it would propose',
    async (wb, { workspace }) => {
      const manifest = path.join(workspace, 'secure-config.yaml');
      const before = fs.readFileSync(manifest, 'utf8');
      await wb.runCommand('Secure Config: Set Up This Folder');
      await wb.waitForNotification(/secure-config\.yaml is left as it is/);
      await wb.clickNotification(/is left as it is/, 'Compare with a New Proposal');
      const { original, modified } = await wb.diffText();
      assert.match(original, /TEAM_001/);
      assert.match(modified, /extends/);
      assert.equal(fs.readFileSync(manifest, 'utf8'), before);
    },
  ],
  [
    'first steps: Set Up This Folder writes what it has shown',
    async (wb, { workspace }) => {
      const manifest = path.join(workspace, 'secure-config.yaml');
      const before = fs.readFileSync(manifest, 'utf8');
      fs.rmSync(manifest);
      try {
        await wb.runCommand('Secure Config: Set Up This Folder');
        assert.match((await wb.dialog()).text, /Create secure-config\.yaml/);
        await wb.answerDialog('Write');
        await wb.until(() => fs.existsSync(manifest), 'the manifest on disk');
        assert.match(fs.readFileSync(manifest, 'utf8'), /extends: *(\[)?voicehive/);
        await wb.waitForNotification(/Wrote secure-config\.yaml/);
        await wb.until(async () => /extends/.test(await wb.editorText()), 'the manifest in the editor');
      } finally {
        fs.writeFileSync(manifest, before);
      }
    },
  ],
  [
    'no label, hover, report or status shows a secret',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      const said = [await wb.hoverSquiggle('error', 1), JSON.stringify(await wb.problems(4))];
      await wb.clickStatusBar('production');
      said.push(await (await wb.webview('Database SSL Required')).locator('html').innerHTML());
      await openCompliance(wb);
      await wb.expand(PRODUCTION);
      said.push(await wb.page.locator('.part.sidebar').innerHTML());
      said.push(await wb.page.locator('.part.statusbar').innerHTML());
      for (const text of said) assert.doesNotMatch(text, /canary/);
    },
  ],
  [
    'a crash of the server is survived',
    async (wb, context) => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      await crash(wb, context);
      await wb.statusBar(/the server stopped and is started again/);
      await wb.statusBar(/· production$/);
      await wb.waitForSquiggle('error', 2);
    },
  ],
  [
    'a server that keeps crashing is given up, said, and can be started again',
    async (wb, context) => {
      await wb.openFile(PRODUCTION);
      await wb.runCommand('Secure Config: Restart Server');
      await crashUntil(() => isGivenUp(wb), wb, context);
      const { text, severity } = await wb.waitForNotification(/five times within/);
      assert.equal(severity, 'error');
      assert.match(text, /not checked until it runs again/);
      await wb.clickNotification(/five times within/, 'Restart Server');
      await wb.statusBar(/· production$/);
    },
  ],
];

async function isGivenUp(wb) {
  return (await wb.notifications()).some(({ text }) => /five times within/.test(text));
}
