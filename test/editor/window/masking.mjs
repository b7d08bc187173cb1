// Secrets are covered where the file is for production: what a camera would see of the window.
import assert from 'node:assert/strict';
import { PRODUCTION, visibleText } from './support.mjs';

const CANARY = /canary/;
const COVERED = /DATABASE__PASSWORD="••••"/;

export default [
  [
    'secrets of a production file are covered, and nothing else is',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.statusBar(/· production$/);
      const text = await settledText(wb);
      assert.doesNotMatch(text, CANARY);
      assert.match(text, /DATABASE__HOST="prod-db\.voicehive\.internal"/);
    },
  ],
  [
    'what is said of a covered secret is seen at its cover',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.until(async () => COVERED.test(await visibleText(wb)), 'the covers');
      await wb.goTo(14, 1);
      await wb.page.keyboard.press('End');
      await wb.page.keyboard.press('Enter');
      await wb.page.keyboard.insertText('VOICEHIVE_REDIS__PASSWORD=a$(id)');
      const underlined = await wb.until(async () => {
        const lines = await underlinedCovers(wb);
        return lines.length > 0 && lines;
      }, 'an underlined cover');
      assert.deepEqual(
        underlined.map(line => line.slice(0, 25)),
        ['VOICEHIVE_REDIS__PASSWORD'],
      );
    },
  ],
  [
    'the pointer over a cover is told how to see the secret',
    async wb => {
      await wb.openFile(PRODUCTION);
      await settledText(wb);
      const text = await wb.hoverAt(() => boxOfCover(wb));
      assert.match(text, /Secret, covered\. Reveal · Copy value…/);
      assert.doesNotMatch(text, CANARY);
    },
  ],
  [
    'a secret is revealed for as long as the cursor stays on its line',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.until(async () => COVERED.test(await visibleText(wb)), 'the covers');
      await wb.goTo(10, 1);
      await wb.runCommand('Secure Config: Reveal Secret on This Line');
      const text = await wb.until(async () => {
        const now = await visibleText(wb);
        return /canary-database-password/.test(now) && now;
      }, 'the secret');
      assert.doesNotMatch(text, /canary-(?!database-password)/);
      await wb.page.keyboard.press('ArrowDown');
      await wb.until(async () => !CANARY.test(await visibleText(wb)), 'the secret to be covered again');
    },
  ],
  [
    'what is typed into a secret is covered while it is typed',
    async wb => {
      await wb.openFile(PRODUCTION);
      await wb.until(async () => COVERED.test(await visibleText(wb)), 'the covers');
      await wb.goTo(10, 1);
      await wb.page.keyboard.press('End');
      await wb.page.keyboard.press('ArrowLeft');
      for (const letter of 'typed') {
        await wb.type(letter);
        assert.doesNotMatch(await visibleText(wb), CANARY);
        await wb.until(async () => /DATABASE__PASSWORD="••••"$/m.test(await visibleText(wb)), 'the cover');
      }
      await wb.page.keyboard.press('End');
      await wb.page.keyboard.press('Enter');
      await wb.page.keyboard.insertText('NEW_TOKEN=pasted-secret');
      await wb.until(async () => /NEW_TOKEN=••••/.test(await visibleText(wb)), 'the new cover');
      assert.match(await wb.editorText(), /canary-database-passwordtyped/);
    },
  ],
  [
    'masking is toggled for one file, and files for development are left alone',
    async wb => {
      await wb.openFile('.env.development');
      await wb.statusBar('100 · development');
      assert.match(await visibleText(wb), /canary-dev-password/);
      await wb.runCommand('Secure Config: Toggle Secret Masking');
      await wb.until(async () => !CANARY.test(await visibleText(wb)), 'the covers');
      await wb.runCommand('Secure Config: Toggle Secret Masking');
      await wb.until(async () => CANARY.test(await visibleText(wb)), 'the secrets');
    },
  ],
  [
    'a secret goes to the clipboard only after a question',
    async wb => {
      const clipboard = () => wb.page.evaluate(() => navigator.clipboard.readText());
      await wb.page.evaluate(() => navigator.clipboard.writeText('nothing'));
      await wb.openFile(PRODUCTION);
      await wb.until(async () => COVERED.test(await visibleText(wb)), 'the covers');
      await wb.goTo(10, 1);
      await wb.runCommand('Secure Config: Copy Secret Value...');
      assert.match((await wb.dialog()).text, /Copy the secret in line 10/);
      await wb.answerDialog('Cancel');
      assert.equal(await clipboard(), 'nothing');
      await wb.runCommand('Secure Config: Copy Secret Value...');
      await wb.answerDialog('Copy Value');
      await wb.until(async () => (await clipboard()) === 'canary-database-password', 'the secret');
      await wb.page.keyboard.press('Control+C');
      assert.match((await wb.dialog()).text, /holds secrets that are covered/);
      await wb.answerDialog('Copy Covered');
      await wb.until(async () => COVERED.test(await clipboard()), 'the line without the secret');
      assert.doesNotMatch(await clipboard(), CANARY);
    },
  ],
];

/** What is seen once the server has said where the secrets are: until then a guess covers more. */
function settledText(wb) {
  return wb.until(async () => {
    const now = await visibleText(wb);
    return COVERED.test(now) && /AUTH__JWT_ALGORITHM="RS256"/.test(now) && now;
  }, 'the covers');
}

/** The lines with a cover that has a squiggle. */
async function underlinedCovers(wb) {
  const lines = wb.editor().locator('.view-lines').first().locator('.view-line');
  return lines.evaluateAll(all =>
    all
      .filter(line =>
        [...line.querySelectorAll('span')].some(part => {
          const { content, textDecorationStyle } = getComputedStyle(part, '::before');
          return content.includes('••••') && textDecorationStyle === 'wavy';
        }),
      )
      .map(line => line.textContent),
  );
}

/** Where the first cover is drawn. */
async function boxOfCover(wb) {
  const lines = wb.editor().locator('.view-lines').first();
  return lines.evaluate(all => {
    const part = [...all.querySelectorAll('span')].find(each =>
      getComputedStyle(each, '::before').content.includes('••••'),
    );
    const { x, y, width, height } = part?.getBoundingClientRect() ?? {};
    return part ? { x, y, width, height } : null;
  });
}
