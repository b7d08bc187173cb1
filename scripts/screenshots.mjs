#!/usr/bin/env node
// Makes the pictures of docs/images from the real editor on the example: node scripts/screenshots.mjs [--only NAME] [--out DIR] [--theme NAME] [--vsix FILE]
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { launchChrome } from './editor/chrome.mjs';
import { EDITORS, installEditor } from './editor/install.mjs';
import {
  applyFirst,
  approveFirst,
  become,
  beginLedger,
  choose,
  edit,
  explainRequest,
  openView,
  prepareFirstVersion,
} from './editor/ledger-story.mjs';
import { makeScratch, removeScratch } from './editor/scratch.mjs';
import { startServer } from './editor/server.mjs';
import { Workbench } from './editor/workbench.mjs';
import { KEYBINDINGS } from './editor/workbench-views.mjs';
import { helpIfAsked } from './lib/help.mjs';
import { root, run, stop } from './lib/run.mjs';

helpIfAsked(import.meta.url);
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: 'docs/images' },
    theme: { type: 'string', default: 'Dark 2026' },
    vsix: { type: 'string' },
  },
});

/** Milliseconds after which nothing moves any more. */
const SETTLE = 1500;

/** Each picture: from an empty window with the example to what is to be seen. */
const PICTURES = {
  async editor(wb) {
    await wb.openFile('.env.production');
    await wb.statusBar(/· production$/);
    await scrollToTop(wb);
    await wb.waitForSquiggle('error', 2);
    await wb.hoverWord('"disable"');
  },
  async report(wb) {
    await wb.openFile('.env.production');
    await wb.statusBar(/· production$/);
    await scrollToTop(wb);
    await wb.runCommand('View: Close Primary Side Bar');
    await wb.clickStatusBar('production');
    const report = await wb.webview('Violations by severity');
    await report.locator('.finding').first().waitFor();
    await wb.page.mouse.move(600, 400);
    await wb.page.waitForTimeout(SETTLE);
  },
  /** In a repository that nothing is set up in, the others after it. */
  async 'set-up'(wb) {
    await wb.openFile('.env.production');
    await chooseSetUp(wb);
    await wb.dialog();
    await wb.page.waitForTimeout(SETTLE);
  },
  async 'first-findings'(wb) {
    await wb.openFile('.env.production');
    if (!(await wb.statusBar()).some(text => /· production$/.test(text))) {
      await chooseSetUp(wb);
      await wb.answerDialog('Write');
    }
    await wb.waitForNotification(/Wrote/, 30_000);
    await wb.press('clearNotifications');
    await wb.openFile('.env.production');
    await wb.statusBar(/· production$/, 30_000);
    await wb.editor().locator('.codelens-decoration', { hasText: '/ 100' }).waitFor({ timeout: 30_000 });
    await wb.goTo(13, 3);
    await wb.page.keyboard.press('Control+.');
    await wb.page.locator('.action-widget .monaco-list-row').first().waitFor();
    await wb.page.waitForTimeout(SETTLE);
  },
  async matrix(wb) {
    await wb.runCommand('View: Close Primary Side Bar');
    await wb.runCommand('Secure Config: Compare Environments');
    const matrix = await wb.webview('Only differences');
    await matrix.locator('#differing').check();
    await matrix.locator('tr', { hasText: 'ssl_mode' }).locator('td.violates a').first().hover();
    await wb.page.waitForTimeout(SETTLE);
  },
};

/** Where a picture is taken, if not in `examples/voicehive`. */
const PLACES = { 'set-up': 'shop', 'first-findings': 'shop' };

/** The pictures of a ledger's story on its own example: each goes on where the one before ended. */
const STORY = {
  async drift(wb) {
    await beginLedger(wb);
    await prepareFirstVersion(wb);
    await wb.answerDialog('Create Version');
    await openView(wb, 'History');
    await wb.until(async () => (await wb.treeItems()).includes('v1'), 'v1 in the History view');
    await wb.press('clearNotifications');
    await edit(wb, 'EXPIRATION_MINUTES="', '15', '25');
    await wb.save();
    await wb.statusBar(/≠ · v1/);
    await wb.editor().locator('.codelens-decoration', { hasText: 'not as in v1' }).waitFor();
    await wb.hoverSquiggle('warning');
  },
  async request(wb) {
    await edit(wb, 'JWT_ALGORITHM="', 'RS256', 'ES256');
    await wb.save();
    await wb.statusBar(/≠ · v1/);
    await wb.runCommand('Secure Config: Create Change Request…');
    await explainRequest(wb);
    await wb.answerDialog('File Request');
    await wb.webview('What is missing');
    await become(wb, 'second');
    await openView(wb, 'Requests');
    await wb.press('clearNotifications');
    await widenSideBar(wb, 400);
    await wb.expand(/fields of production/);
    await wb.page.waitForTimeout(SETTLE);
  },
  async history(wb) {
    await openView(wb, 'History');
    await approveFirst(wb);
    await become(wb, 'first');
    await applyFirst(wb, 'v2');
    await wb.press('clearNotifications');
    await widenSideBar(wb, 400);
    await wb.expand('v2');
    await wb.treeRow('auth.jwt_algorithm').click();
    await wb.diffText();
    await wb.page.mouse.move(200, 700);
    await wb.page.waitForTimeout(SETTLE);
  },
  async environments(wb) {
    await wb.runCommand('Secure Config: Compare Environments in Diff Editor…');
    await choose(wb, 'staging');
    await wb.diffText();
    await wb.runCommand('View: Close Primary Side Bar');
    await wb.page.mouse.move(700, 10);
    await wb.page.waitForTimeout(SETTLE);
  },
};

await main();

async function main() {
  const vsix = path.resolve(values.vsix ?? (await makePackage()));
  const install = await installEditor(EDITORS.newest);
  const scratch = makeScratch('shot');
  for (const name of ['voicehive', 'shop', 'governed'])
    fs.cpSync(path.join(root, 'examples', name), path.join(scratch, name), { recursive: true });
  const settings = {
    'workbench.colorTheme': values.theme,
    'window.autoDetectColorScheme': false,
    'explorer.compactFolders': false,
    'editor.fontSize': 13,
    'outline.showFiles': false,
  };
  const server = await startServer({ install, extensions: [vsix], settings, keybindings: KEYBINDINGS });
  const browser = await launchChrome({ from: root });
  fs.mkdirSync(path.resolve(root, values.out), { recursive: true });
  try {
    const isWanted = name => values.only === undefined || values.only === name;
    for (const [name, arrange] of Object.entries(PICTURES)) {
      if (isWanted(name))
        await take(name, arrange, browser, server, path.join(scratch, PLACES[name] ?? 'voicehive'));
    }
    if (!Object.keys(STORY).some(isWanted)) return;
    for (const [name, arrange] of Object.entries(STORY))
      await take(name, arrange, browser, server, path.join(scratch, 'governed'));
  } finally {
    await browser.close();
    await server.stop();
    removeScratch(scratch);
  }
}

async function take(name, arrange, browser, server, workspace) {
  const viewport = { width: 1280, height: 800 };
  const wb = await Workbench.open(browser, server, workspace, { viewport, scale: 1.5 });
  await arrange(wb);
  const file = path.resolve(root, values.out, `${name}.png`);
  await wb.screenshot(file);
  console.log(`${path.relative(root, file)} ${(fs.statSync(file).size / 1024).toFixed(0)} KiB`);
  await wb.close();
}

async function chooseSetUp(wb) {
  const lens = wb.editor().locator('.codelens-decoration a', { hasText: 'Set up this folder' });
  await lens.first().waitFor({ timeout: 30_000 });
  await lens.first().click();
}

/** The CodeLens above the first line comes late and pushes the text down. */
async function scrollToTop(wb) {
  await wb.editor().locator('.codelens-decoration').first().waitFor();
  await wb.page.keyboard.press('Control+Home');
  await wb.page.mouse.move(800, 300);
  await wb.page.mouse.wheel(0, -500);
}

async function widenSideBar(wb, width) {
  const edge = await wb.page.locator('.part.sidebar').boundingBox();
  const x = edge.x + edge.width;
  await wb.page.mouse.move(x, 400);
  await wb.page.mouse.down();
  await wb.page.mouse.move(edge.x + width, 400, { steps: 4 });
  await wb.page.mouse.up();
  await wb.page.mouse.move(edge.x + 200, 600);
}

async function makePackage() {
  const { code, output } = await run(process.execPath, ['scripts/package.mjs'], { show: false });
  if (code !== 0) stop(`${output.trimEnd()}\nThe extension could not be packaged.`, 1);
  return path.join(root, output.trim().split('\n').at(-1));
}
