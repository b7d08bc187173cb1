// What somebody sees first: the walkthrough, and the scores on files.
import assert from 'node:assert/strict';
import { PRODUCTION } from './support.mjs';

export default [
  [
    'first steps: the walkthrough leads through them',
    async wb => {
      await wb.runCommand('Welcome: Open Walkthrough...');
      await wb.page.keyboard.type('Get Started with Secure Config');
      await wb.page.keyboard.press('Enter');
      const steps = wb.page.locator('.getting-started-step');
      await wb.until(async () => (await steps.count()) === 4, 'four steps');
      const text = await steps.allTextContents();
      for (const title of ['Set up your folder', 'See the findings', 'Fix them', 'Report'])
        assert.ok(
          text.some(each => each.includes(title)),
          `${title} in ${text}`,
        );
    },
  ],
  [
    'first steps: a file’s tab has its score',
    async wb => {
      await wb.openFile(PRODUCTION);
      const status = await wb.statusBar(/· production$/);
      const score = String(Math.min(99, Math.round(Number.parseFloat(status))));
      const tab = wb.page.locator('.tab', { hasText: PRODUCTION }).first();
      await wb.until(
        async () => {
          const badges = await tab
            .locator('.monaco-icon-label')
            .evaluateAll(labels => labels.map(label => getComputedStyle(label, '::after').content));
          return badges.some(badge => badge.includes(score));
        },
        `${score} on the tab`,
        20_000,
      );
    },
  ],
];
