#!/usr/bin/env node
// Measures in a real VS Code what activation costs the editor's own thread: node scripts/activation.mjs [--rounds N] [--vsix FILE]
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { launchChrome } from './editor/chrome.mjs';
import { EDITORS, installEditor } from './editor/install.mjs';
import { makeScratch, removeScratch } from './editor/scratch.mjs';
import { startServer } from './editor/server.mjs';
import { Workbench } from './editor/workbench.mjs';
import { KEYBINDINGS } from './editor/workbench-views.mjs';
import { root, run, stop } from './lib/run.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, vsix: { type: 'string' } },
});
/** Milliseconds. */
const LIMIT = 30;

const vsix = path.resolve(values.vsix ?? (await makePackage()));
const install = await installEditor(EDITORS.newest);
const scratch = makeScratch('act');
const configured = path.join(scratch, 'configured');
const plain = path.join(scratch, 'plain');
fs.cpSync(path.join(root, 'examples', 'voicehive'), configured, { recursive: true });
fs.mkdirSync(plain);
fs.writeFileSync(path.join(plain, 'notes.txt'), 'Nothing to configure here.\n');
const server = await startServer({ install, extensions: [vsix], keybindings: KEYBINDINGS });
const browser = await launchChrome({ from: root });
try {
  const times = [];
  for (let round = 0; round < Number(values.rounds); round++) times.push(await activationIn(configured));
  const elsewhere = await activationIn(plain);
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
  console.log(`activation: ${median} ms (${times.join(', ')}), at most ${LIMIT}`);
  console.log(`in a folder without configuration: ${elsewhere === undefined ? 'none' : `${elsewhere} ms`}`);
} finally {
  await browser.close().catch(() => {});
  await server.stop();
  removeScratch(scratch);
}

/** What the editor says of it: loading the code and the call of `activate`; undefined: not activated. */
async function activationIn(folder) {
  const workbench = await Workbench.open(browser, server, folder);
  try {
    if (folder === configured) await workbench.openFile('.env.production');
    if (folder === configured) await workbench.statusBar(/· production$/);
    await workbench.runCommand('Developer: Show Running Extensions');
    const rows = workbench.page.locator('.runtime-extensions-editor .extension');
    await workbench.until(async () => (await rows.count()) > 0, 'the running extensions');
    const own = rows.filter({ hasText: 'Secure Config' });
    if ((await own.count()) === 0) return undefined;
    const said = await own.first().locator('.activation-time').textContent();
    const milliseconds = /(\d+) ?ms/.exec(said)?.[1];
    return milliseconds === undefined ? undefined : Number(milliseconds);
  } finally {
    await workbench.close().catch(() => {});
  }
}

async function makePackage() {
  const packed = await run(process.execPath, ['scripts/package.mjs'], { show: false });
  if (packed.code !== 0) stop(packed.output, 1);
  return path.join(root, 'dist', 'secure-config.vsix');
}
