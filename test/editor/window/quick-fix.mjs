// Quick fixes and waivers as a person takes them: from the light bulb, with the questions that they ask.
import assert from 'node:assert/strict';
import { chooseQuickFix, PRODUCTION } from './support.mjs';

const FIX = 'Set VOICEHIVE_DATABASE__SSL_MODE to require';

export default [
  [
    'a quick fix mends its line and nothing else',
    async wb => {
      await openAt(wb, 11, 38);
      const before = await wb.editorText();
      await chooseQuickFix(wb, FIX);
      await wb.until(async () => /SSL_MODE="require"/.test(await wb.editorText()), 'the value to be mended');
      assert.equal(await wb.editorText(), before.replace('SSL_MODE="disable"', 'SSL_MODE="require"'));
    },
  ],
  [
    'a waiver asks where, why and until when, and is written above the line',
    async wb => {
      await openAt(wb, 11, 38);
      await chooseQuickFix(wb, 'Waive SEC_001…');
      await wb.quickRow('In this file').click();
      await answer(wb, 'Why is the exception acceptable?', 'The database moves next week.');
      await answer(wb, 'The last day on which it holds', '2020-01-01');
      await wb.quickInput.getByText('This day is over').waitFor();
      await answer(wb, 'This day is over', '2999-01-31');
      await wb.until(
        async () =>
          /# secure-config-waive SEC_001 until 2999-01-31: The database moves next week\.\nVOICEHIVE_DATABASE__SSL_MODE/.test(
            await wb.editorText(),
          ),
        'the waiver above the line',
      );
    },
  ],
  [
    'Fix All Safe Problems mends what is certain, and makes no secret',
    async wb => {
      await openAt(wb, 11, 38);
      await wb.runCommand('Secure Config: Fix All Safe Problems');
      await wb.until(async () => /SSL_MODE="require"/.test(await wb.editorText()), 'the value to be mended');
      assert.match(await wb.editorText(), /LOG_LEVEL="INFO"/);
    },
  ],
];

async function openAt(wb, line, column) {
  await wb.openFile(PRODUCTION);
  await wb.waitForSquiggle('error', 2);
  await wb.goTo(line, column);
}

async function answer(wb, question, text) {
  await wb.quickInput.getByText(question).first().waitFor();
  await wb.quickInput.locator('input').first().fill(text);
  await wb.page.keyboard.press('Enter');
}
