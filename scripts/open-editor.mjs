#!/usr/bin/env node
// Opens a folder in an editor that has the extension, in a throw-away profile: node scripts/open-editor.mjs [folder]
//
// The desktop VS Code where there is one; else a VS Code from npm, in the browser. Ends with the window or by Ctrl-C.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cleanEnvironment } from './editor/environment.mjs';
import { EDITORS, installEditor } from './editor/install.mjs';
import { makeScratch, removeScratch } from './editor/scratch.mjs';
import { startServer } from './editor/server.mjs';
import { root, run, stop } from './lib/run.mjs';

const DESKTOP_PROGRAMS = ['code', 'code-insiders', 'codium'];

/** What a guest needs not be asked or told. Everything else is as it comes. */
const PROFILE = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
};

/** Resolves when the editor has been closed, and leaves nothing behind. dist/ must have been built. */
export async function openEditor(folder) {
  const workspace = path.resolve(root, folder);
  const program = hasDisplay() ? findDesktop() : undefined;
  if (program) await openDesktop(program, workspace);
  else await openInBrowser(workspace);
}

async function openDesktop(program, workspace) {
  const scratch = makeScratch('code');
  const user = path.join(scratch, 'data', 'User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify(PROFILE));
  console.log(
    `\nOpening ${path.relative(root, workspace)} in ${path.basename(program)}. Close its window to end.`,
  );
  const args = [
    '--wait',
    '--new-window',
    `--user-data-dir=${path.join(scratch, 'data')}`,
    `--extensions-dir=${path.join(scratch, 'extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    workspace,
  ];
  await ended(spawn(program, args, { stdio: 'ignore', env: cleanEnvironment(), shell: isWindows() }));
  removeScratch(scratch);
}

async function openInBrowser(workspace) {
  console.log('\nThere is no desktop VS Code here: starting one from npm for the browser …');
  const [install, vsix] = await Promise.all([installEditor(EDITORS.newest), makePackage()]);
  const server = await startServer({ install, extensions: [vsix], settings: PROFILE, plain: true });
  const address = server.url(pathToFileURL(workspace).pathname);
  console.log(`\n  ${address}\n\nOpen this address in a browser of this machine. Ctrl-C ends the editor.`);
  if (hasDisplay()) openAddress(address);
  await server.ended;
  await server.stop();
}

async function makePackage() {
  const { code, output } = await run(process.execPath, ['scripts/package.mjs'], { show: false });
  if (code !== 0) stop(`${output.trimEnd()}\nThe extension could not be packaged.`, 1);
  return path.join(root, output.trim().split('\n').at(-1));
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function findDesktop() {
  if (process.env.VSCODE_PATH) return process.env.VSCODE_PATH;
  const suffix = isWindows() ? '.cmd' : '';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return DESKTOP_PROGRAMS.flatMap(name => folders.map(folder => path.join(folder, name + suffix))).find(
    file => fs.existsSync(file),
  );
}

/** Not worth a word when it fails: the address stands above. */
function openAddress(address) {
  const [program, ...args] =
    process.platform === 'darwin' ? ['open'] : isWindows() ? ['cmd', '/c', 'start', '""'] : ['xdg-open'];
  spawn(program, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function isWindows() {
  return process.platform === 'win32';
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await openEditor(process.argv[2] ?? 'examples/voicehive');
