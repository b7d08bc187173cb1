// Starts a VS Code server in a throw-away profile: free port, own HOME, own
// extensions folder, random connection token; and stops it with all its children.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepScratch, makeScratch, removeScratch } from './scratch.mjs';

const GUARD = fileURLToPath(new URL('./guard.cjs', import.meta.url));

/** Settings that keep the workbench quiet, deterministic and offline. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.reduceMotion': 'on',
  'workbench.list.smoothScrolling': false,
  'workbench.hover.delay': 100,
  'workbench.editor.enablePreview': false,
  'workbench.editor.useModal': 'off',
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.commandPalette.experimental.suggestCommands': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'window.confirmBeforeClose': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.autoDetect': 'off',
  'grunt.autoDetect': 'off',
  'gulp.autoDetect': 'off',
  'jake.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'json.schemaDownload.enable': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.cursorSmoothCaretAnimation': 'off',
  'editor.smoothScrolling': false,
  'editor.occurrencesHighlight': 'off',
  'editor.accessibilitySupport': 'off',
  'editor.hover.delay': 100,
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'problems.decorations.enabled': true,
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.enablePersistentSessions': false,
};

/**
 * @param {object} options
 * @param {{node:string,serverMain:string}} options.install  what installEditor() returned
 * @param {string[]} [options.extensions]  .vsix files to install before the start
 * @param {object}  [options.settings]     user settings, over QUIET_SETTINGS
 * @param {boolean} [options.driver]       allow extensionDevelopmentPath/extensionTestsPath (hides notification toasts)
 * @param {boolean} [options.trustPrompt]  leave workspace trust on, to test restricted mode
 * @param {object}  [options.env]          extra environment for the server and the extension host
 */
export async function startServer(options) {
  const started = Date.now();
  const log = options.log ?? (() => {});
  let child;
  const kill = signal => {
    try {
      if (process.platform === 'win32') child?.kill(signal);
      else if (child) process.kill(-child.pid, signal);
    } catch {
      /* gone */
    }
  };
  const root = makeScratch('vsc', () => kill('SIGKILL'));
  const dirs = Object.fromEntries(['home', 'data', 'exts', 'tmp'].map(n => [n, path.join(root, n)]));
  for (const dir of Object.values(dirs)) fs.mkdirSync(dir, { recursive: true });
  const user = path.join(dirs.data, 'data', 'User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(
    path.join(user, 'settings.json'),
    JSON.stringify(
      {
        ...QUIET_SETTINGS,
        ...(options.trustPrompt
          ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'always' }
          : {}),
        ...options.settings,
      },
      null,
      2,
    ),
  );
  if (options.keybindings)
    fs.writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify(options.keybindings));

  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    if (/^(VSCODE_|ELECTRON_|CODE_SERVER_|npm_)/.test(key) || key === 'NODE_OPTIONS') delete env[key];
  }
  Object.assign(
    env,
    {
      HOME: dirs.home,
      USERPROFILE: dirs.home,
      TMPDIR: dirs.tmp,
      TEMP: dirs.tmp,
      TMP: dirs.tmp,
      XDG_CONFIG_HOME: path.join(dirs.home, 'config'),
      XDG_CACHE_HOME: path.join(dirs.home, 'cache'),
      XDG_DATA_HOME: path.join(dirs.home, 'share'),
      XDG_RUNTIME_DIR: dirs.tmp,
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      LANGUAGE: 'en',
      EXTENSIONS_GALLERY: '{}', // no marketplace look-ups
      DONT_PROMPT_WSL_INSTALL: '1',
    },
    options.env,
  );

  const token = crypto.randomBytes(16).toString('hex');
  const args = [
    options.install.serverMain,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--connection-token',
    token,
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
    '--disable-telemetry',
    '--disable-experiments',
    '--force-disable-user-env',
    ...(options.trustPrompt ? [] : ['--disable-workspace-trust']),
    '--disable-update-check',
    '--disable-getting-started-override',
    '--server-data-dir',
    dirs.data,
    '--user-data-dir',
    path.join(dirs.data, 'data'),
    '--extensions-dir',
    dirs.exts,
    '--reconnection-grace-time',
    '0',
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
    ...(options.args ?? []),
  ];
  if (options.extensions?.length) {
    await installExtensions(options, args[0], dirs, env);
    log(`extensions installed after ${Date.now() - started} ms`);
  }

  const logFile = path.join(root, 'server.log');
  const out = fs.openSync(logFile, 'w');
  // Own process group, so that stop() reaches the extension host, watchers and
  // language servers too.
  child = spawn(options.install.node, ['--require', GUARD, ...args], {
    cwd: dirs.home,
    env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', out, out],
  });
  fs.closeSync(out);
  child.stdin.on('error', () => {});
  let exited;
  child.on('exit', (code, signal) => {
    exited = signal ?? code;
  });
  child.on('error', error => {
    exited = error.message;
  });

  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    kill('SIGTERM');
    for (let i = 0; i < 8 && groupAlive(child); i++) await sleep(50); // nothing in the profile is worth waiting for
    kill('SIGKILL');
    if (options.keep) console.log(`Profile kept in ${keepScratch(root)}`);
    else removeScratch(root);
  };
  const readLog = () => {
    try {
      return fs.readFileSync(logFile, 'utf8');
    } catch {
      return '';
    }
  };

  let port;
  for (const end = Date.now() + 60_000; !port; ) {
    if (exited !== undefined || Date.now() > end) {
      const text = readLog().trim().split('\n').slice(-20).join('\n');
      await stop();
      throw new Error(`The VS Code server did not start (${exited ?? 'timeout'}):\n${text}`);
    }
    port = /Extension host agent listening on (\d+)/.exec(readLog())?.[1];
    if (!port) await sleep(50);
  }
  log(`server listens on ${port} after ${Date.now() - started} ms`);

  return {
    port: Number(port),
    pid: child.pid,
    root,
    dirs,
    token,
    stop,
    readLog,
    authority: `127.0.0.1:${port}`,
    /** @returns the page address for a folder; payload = workbench start arguments */
    url(folder, payload = []) {
      const query = new URLSearchParams({ tkn: token });
      if (folder) query.set(/\.code-workspace$/.test(folder) ? 'workspace' : 'folder', folder);
      else query.set('ew', 'true');
      if (payload.length) query.set('payload', JSON.stringify(payload));
      return `http://127.0.0.1:${port}/?${query}`;
    },
    /** Newest extension host log, for a failure report. */
    hostLog() {
      const logs = path.join(dirs.data, 'data', 'logs');
      const found = [];
      for (const file of fs.existsSync(logs) ? fs.readdirSync(logs, { recursive: true }) : []) {
        if (/remoteexthost\.log$/.test(file)) found.push(path.join(logs, file));
      }
      return found.map(file => fs.readFileSync(file, 'utf8')).join('\n');
    },
  };
}

async function installExtensions(options, serverMain, dirs, env) {
  const args = [
    serverMain,
    '--server-data-dir',
    dirs.data,
    '--user-data-dir',
    path.join(dirs.data, 'data'),
    '--extensions-dir',
    dirs.exts,
    '--accept-server-license-terms',
    '--force',
  ];
  for (const file of options.extensions) {
    if (!fs.existsSync(file)) throw new Error(`No such extension package: ${file}`);
    args.push('--install-extension', path.resolve(file));
  }
  const { code, output } = await new Promise(resolve => {
    const child = spawn(options.install.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.stdout.on('data', c => {
      output += c;
    });
    child.stderr.on('data', c => {
      output += c;
    });
    child.on('error', e => resolve({ code: -1, output: e.message }));
    child.on('close', code => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
  if (code !== 0 || /Failed Installing|Error while installing/i.test(output)) {
    throw new Error(`Installing the extension failed:\n${output.trim()}`);
  }
}

function groupAlive(child) {
  if (process.platform === 'win32') return child.exitCode === null && child.signalCode === null;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

const sleep = ms => new Promise(r => setTimeout(r, ms));
