// Starts a VS Code server in a throw-away profile (free port, own home and extensions folder, random token), and stops it
// with all its children.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './environment.mjs';
import { run } from './npm.mjs';
import { QUIET_SETTINGS } from './quiet-settings.mjs';
import { makeScratch, removeScratch } from './scratch.mjs';

const GUARD = fileURLToPath(new URL('./guard.cjs', import.meta.url));
const TRUST = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'always',
};
const START_LIMIT = 60_000; // milliseconds
const STOP_LIMIT = 400; // milliseconds: nothing in the profile is worth waiting for

/**
 * @param {object} options
 * @param {{node: string, serverMain: string}} options.install what installEditor() returned
 * @param {readonly string[]} options.extensions packages to install before the start, absolute
 * @param {object} [options.settings] user settings, over the quiet ones
 * @param {boolean} [options.plain] for a person: only `settings`, not the quiet ones
 * @param {readonly object[]} [options.keybindings]
 * @param {boolean} [options.driver] allows extensionDevelopmentPath and extensionTestsPath; hides notification toasts
 * @param {boolean} [options.trustPrompt] asks whether to trust the folder
 * @param {Record<string, string>} [options.env] for the server and the extension host
 */
export async function startServer(options) {
  let child;
  const root = makeScratch('vsc', () => child && kill(child, 'SIGKILL'));
  const dirs = makeFolders(root);
  writeProfile(dirs, options);
  const environment = profileEnvironment(dirs, options.env);
  const log = path.join(root, 'server.log');
  const token = crypto.randomBytes(16).toString('hex');
  try {
    await installExtensions(options, dirs, environment);
    child = launch(options, { dirs, environment, token, log });
    const ended = new Promise(resolve => child.on('exit', (code, signal) => resolve(signal ?? code)));
    const port = await portOf(log, ended);
    return {
      port,
      authority: `127.0.0.1:${port}`,
      dirs,
      /** Resolves when the server has gone, by itself or because it was stopped. */
      ended,
      stop: () => stop(child, root),
      url: (folder, payload) => address(port, token, folder, payload),
      hostLog: () => readHostLogs(dirs),
    };
  } catch (error) {
    if (child) await stop(child, root);
    else removeScratch(root);
    throw error;
  }
}

function makeFolders(root) {
  const names = ['home', 'data', 'exts', 'tmp'];
  const dirs = Object.fromEntries(names.map(name => [name, path.join(root, name)]));
  for (const dir of Object.values(dirs)) fs.mkdirSync(dir, { recursive: true });
  return dirs;
}

function writeProfile(dirs, { plain, trustPrompt, settings, keybindings = [] }) {
  const user = path.join(dirs.data, 'data', 'User');
  const all = { ...(plain ? {} : QUIET_SETTINGS), ...(trustPrompt ? TRUST : {}), ...settings };
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify(all, null, 2));
  fs.writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify(keybindings));
}

function profileEnvironment({ home, tmp }, extra = {}) {
  return cleanEnvironment({
    HOME: home,
    USERPROFILE: home,
    TMPDIR: tmp,
    TEMP: tmp,
    TMP: tmp,
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_DATA_HOME: path.join(home, 'share'),
    XDG_RUNTIME_DIR: tmp,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'en',
    EXTENSIONS_GALLERY: '{}', // no marketplace look-ups
    DONT_PROMPT_WSL_INSTALL: '1',
    ...extra,
  });
}

function profileArguments({ data, exts }) {
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', data, '--user-data-dir', path.join(data, 'data'), '--extensions-dir', exts],
  ];
}

async function installExtensions({ install, extensions }, dirs, environment) {
  const files = extensions.flatMap(file => ['--install-extension', file]);
  const args = [install.serverMain, ...profileArguments(dirs), '--force', ...files];
  const { code, output } = await run(install.node, args, dirs.home, environment, START_LIMIT);
  if (code === 0 && !/Failed Installing|Error while installing/i.test(output)) return;
  throw new Error(`Installing the extension failed:\n${output.trim()}`);
}

/** In a process group of its own, so that stop() reaches the extension host, watchers and language servers too. */
function launch({ install, driver, trustPrompt }, { dirs, environment, token, log }) {
  const args = [
    ...[install.serverMain, '--host', '127.0.0.1', '--port', '0', '--connection-token', token],
    ...profileArguments(dirs),
    ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments', '--disable-update-check'],
    ...['--force-disable-user-env', '--disable-getting-started-override', '--reconnection-grace-time', '0'],
    ...(trustPrompt ? [] : ['--disable-workspace-trust']),
    ...(driver ? ['--enable-smoke-test-driver'] : []),
  ];
  const output = fs.openSync(log, 'w');
  const child = spawn(install.node, ['--require', GUARD, ...args], {
    cwd: dirs.home,
    env: environment,
    detached: process.platform !== 'win32',
    stdio: ['pipe', output, output],
  });
  fs.closeSync(output);
  child.stdin.on('error', () => {});
  return child;
}

async function portOf(log, ended) {
  let over;
  void ended.then(how => {
    over = how;
  });
  for (const end = Date.now() + START_LIMIT; ; await sleep(50)) {
    const text = fs.readFileSync(log, 'utf8');
    const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
    if (port) return Number(port);
    if (over === undefined && Date.now() < end) continue;
    const last = text.trim().split('\n').slice(-20).join('\n');
    throw new Error(`The VS Code server did not start (${over ?? 'no answer'}):\n${last}`);
  }
}

async function stop(child, root) {
  kill(child, 'SIGTERM');
  for (const end = Date.now() + STOP_LIMIT; isAlive(child) && Date.now() < end; ) await sleep(50);
  kill(child, 'SIGKILL');
  removeScratch(root);
}

function kill(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has gone already.
  }
}

function isAlive(child) {
  if (process.platform === 'win32') return child.exitCode === null && child.signalCode === null;
  try {
    return process.kill(-child.pid, 0);
  } catch {
    return false;
  }
}

/** @param {readonly [string, string][]} payload the workbench's start arguments */
function address(port, token, folder, payload = []) {
  const query = new URLSearchParams({ tkn: token, folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** The extension hosts' logs, for the report of a failure. */
function readHostLogs({ data }) {
  const logs = path.join(data, 'data', 'logs');
  if (!fs.existsSync(logs)) return '';
  const files = fs.readdirSync(logs, { recursive: true }).map(String);
  return files
    .filter(name => /(remoteexthost|Secure Config)\.log$/.test(name))
    .map(name => `== ${name}\n${fs.readFileSync(path.join(logs, name), 'utf8')}`)
    .join('\n');
}

function sleep(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
