// Many versions of an environment in a window: what the History view shows of them, and what can be done with each.
import assert from 'node:assert/strict';
import { answer, choose, openView, openViewAlone } from '../../../scripts/editor/ledger-story.mjs';

/** Of a version's row: what stands behind its name, and its icon. */
const ROWS = [
  ['v30', /^active — Sessions wait for a connection/, 'pass-filled'],
  ['v29', /^emergency — The log fills the disk/, 'flame'],
  ['v28', /^A partner polls more often/, 'circle-outline'],
  ['v23', /^#release-2026\.11 — A partner polls/, 'tag'],
  ['v12', /^deprecated — /, 'circle-slash'],
];

export default [
  [
    'ledger commands: thirty versions come in pages, with signs for what is special about one',
    async wb => {
      await openHistory(wb);
      for (const [name, description, icon] of ROWS) {
        const row = await readRow(wb, name);
        assert.match(row.description, description);
        assert.equal(row.icon, icon, name);
      }
      assert.ok(!(await wb.treeItems()).includes('v10'), 'the first page has twenty');
      await wb.treeRow('Show more…').click();
      await wb.treeRow('v10').waitFor();
      await wb.page.keyboard.press('End');
      await wb.treeRow('v1').waitFor();
      await wb.page.keyboard.press('Home');
    },
  ],
  [
    'ledger commands: a version gets a tag from its menu, after a name that will not do and one that is taken',
    async wb => {
      await openHistory(wb);
      await wb.chooseInMenu(wb.treeRow('v28'), 'Tag Version…');
      await answer(wb, 'release 12', /A name for this version/);
      await wb.quickInput.getByText(/Letters, digits, dots/).waitFor();
      await answer(wb, 'release-2026.11', /A name for this version|Letters/);
      await wb.waitForNotification(/release-2026\.11/);
      await wb.chooseInMenu(wb.treeRow('v28'), 'Tag Version…');
      await answer(wb, 'release-2026.12', /A name for this version/);
      await wb.until(async () => /#release-2026\.12/.test((await readRow(wb, 'v28')).description), 'the tag');
    },
  ],
  [
    'ledger commands: a version is deprecated by palette, which offers none that is active or deprecated',
    async wb => {
      await wb.runCommand('Secure Config: Deprecate Version…');
      await wb.quickRow('v29').waitFor();
      assert.equal(await wb.quickRow('v30').count(), 0);
      await choose(wb, 'v27');
      await answer(wb, 'Its finding was withdrawn', /Why should nobody go back to it/);
      await openHistory(wb);
      await wb.until(async () => (await readRow(wb, 'v27')).icon === 'circle-slash', 'the sign of v27');
    },
  ],
  [
    'ledger commands: a first version is made of staging, and a second refused with the way to one',
    async wb => {
      await wb.runCommand('Secure Config: Create Version…');
      await answer(wb, 'Staging as it is', /What is this version of staging/);
      await wb.answerDialog('Create Version');
      await openHistory(wb);
      await wb.until(async () => {
        await wb.page.keyboard.press('End');
        return wb.treeRow('staging').isVisible();
      }, 'staging below production');
      await wb.page.keyboard.press('Home');
      await wb.runCommand('Secure Config: Create Version…');
      await wb.waitForNotification(/Every environment has its first version/);
    },
  ],
  [
    'ledger commands: the id of a version is copied for the command line',
    async wb => {
      await openHistory(wb);
      await wb.chooseInMenu(wb.treeRow('v23'), 'Copy Id');
      await wb.statusBar(/Copied production@23/);
      assert.equal(await wb.page.evaluate(() => navigator.clipboard.readText()), 'production@23');
    },
  ],
];

async function openHistory(wb) {
  await openView(wb, 'History');
  await wb.treeRow('v30').waitFor({ timeout: 20_000 });
  await openViewAlone(wb, 'History');
}

async function readRow(wb, name) {
  const row = wb.treeRow(name);
  const icon = await row.locator('.custom-view-tree-node-item-icon').getAttribute('class');
  return {
    description: await row.locator('.label-description').textContent(),
    icon: /codicon-([a-z-]+)/.exec(icon)?.[1],
  };
}
