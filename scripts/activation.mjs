#!/usr/bin/env node
// Measures in a real VS Code what activation costs the extension host's thread, by the editor's own figure and by all of it:
//   node scripts/activation.mjs [--rounds N] [--vsix FILE] [--profiles FOLDER] [--json]
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchChrome } from './editor/chrome.mjs';
import { EDITORS, installEditor } from './editor/install.mjs';
import { ownTimes } from './editor/own-time.mjs';
import { makeScratch, removeScratch } from './editor/scratch.mjs';
import { startServer } from './editor/server.mjs';
import { Workbench } from './editor/workbench.mjs';
import { KEYBINDINGS } from './editor/workbench-views.mjs';
import { root, run, stop } from './lib/run.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    vsix: { type: 'string' },
    profiles: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
/** Milliseconds. */
const LIMIT = 30;
const PROBE = fileURLToPath(new URL('./editor/activation-probe.cjs', import.meta.url));
const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => round);

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
  const said = [];
  for (const _ of rounds) said.push(await saidOf(configured));
  const elsewhere = await saidOf(plain);
  const dist = putProbe();
  const used = [];
  for (const round of rounds) used.push(await usedBy(dist, round));
  report(said, elsewhere, used);
} finally {
  await browser.close().catch(() => {});
  await server.stop();
  removeScratch(scratch);
}

function report(said, elsewhere, used) {
  const activated = used.map(each => each.loaded + each.activated);
  const diagnosed = used.map(each => sum(each) - each.settled);
  const settled = used.map(sum);
  if (values.json) {
    const figures = { said: median(said), elsewhere: elsewhere ?? null, diagnosed: median(diagnosed) };
    console.log(JSON.stringify(figures));
    return;
  }
  const line = (what, times) =>
    `${what}: ${median(times)} ms (${times.map(time => Math.round(time)).join(', ')})`;
  console.log(`${line('activation, as VS Code says', said)}, at most ${LIMIT}`);
  console.log(`in a folder without configuration: ${elsewhere === undefined ? 'none' : `${elsewhere} ms`}`);
  console.log("CPU time of the extension host's thread from the start, while it is profiled:");
  console.log(line('  until activate() has returned', activated));
  console.log(line('  until the first diagnostics', diagnosed));
  console.log(line('  until two seconds later', settled));
}

function sum(times) {
  return Object.values(times).reduce((total, time) => total + time, 0);
}

function median(times) {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]);
}

/** What the editor says of it: loading the code and the call of `activate`; undefined: not activated. */
async function saidOf(folder) {
  const workbench = await openWindow(folder);
  try {
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

/** In place of the installed extension's main file. Answers the folder of its code. */
function putProbe() {
  const name = fs.readdirSync(server.dirs.exts).find(each => each.startsWith('secure-config.'));
  const dist = path.join(server.dirs.exts, name, 'dist');
  fs.renameSync(path.join(dist, 'client.js'), path.join(dist, 'client-measured.js'));
  fs.copyFileSync(PROBE, path.join(dist, 'client.js'));
  return dist;
}

/** Milliseconds of CPU time that the extension's code has used of its thread, by what had been reached. */
async function usedBy(dist, round) {
  const file = path.join(dist, 'activation.json');
  fs.rmSync(file, { force: true });
  const workbench = await openWindow(configured);
  try {
    await workbench.until(() => fs.existsSync(file), 'the profile of the activation', 60_000);
  } finally {
    await workbench.close().catch(() => {});
  }
  const recorded = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (values.profiles) {
    fs.mkdirSync(values.profiles, { recursive: true });
    const kept = path.join(values.profiles, `activation-${round}.cpuprofile`);
    fs.writeFileSync(kept, JSON.stringify(recorded.profile));
  }
  return ownTimes(recorded, url => url.includes(dist));
}

async function openWindow(folder) {
  const workbench = await Workbench.open(browser, server, folder);
  if (folder === configured) await workbench.openFile('.env.production');
  return workbench;
}

async function makePackage() {
  const packed = await run(process.execPath, ['scripts/package.mjs'], { show: false });
  if (packed.code !== 0) stop(packed.output, 1);
  return path.join(root, 'dist', 'secure-config.vsix');
}
