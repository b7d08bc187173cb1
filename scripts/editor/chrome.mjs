// Finds a Chromium-family browser for the headless window and starts it through
// playwright-core (which ships no browser of its own).

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './environment.mjs';
import { lock, npm, run, tail } from './npm.mjs';
import { makeScratch, removeScratch } from './scratch.mjs';

const PACKAGED = '@sparticuz/chromium@153.0.0';
const PACKAGED_DIR = path.join('.vscode-test', 'chromium');

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const WELL_KNOWN = {
  linux: ['/usr/bin/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap(key =>
    process.env[key]
      ? [
          path.join(process.env[key], 'Google/Chrome/Application/chrome.exe'),
          path.join(process.env[key], 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [],
  ),
};

// --no-sandbox: needed as root and in most containers. The rest keeps the
// browser silent, offline and independent of a GPU.
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
];

/** Order: CHROME_PATH (or "npm" to force the packaged one), a browser on PATH, a usual install place, playwright's own, the packaged one. */
export async function findChrome(from = process.cwd(), log = undefined) {
  const explicit = process.env.CHROME_PATH;
  if (explicit === 'npm') {
    const packaged = await packagedChrome(path.resolve(from, PACKAGED_DIR), log);
    if (packaged) return packaged;
    throw new Error('CHROME_PATH=npm: the packaged Chromium exists for Linux x64 only');
  }
  if (explicit) {
    if (!fs.existsSync(explicit))
      throw new Error(`CHROME_PATH names a file that does not exist: ${explicit}`);
    return { executablePath: explicit, source: 'CHROME_PATH' };
  }
  const exe = process.platform === 'win32' ? '.exe' : '';
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const file = path.join(folder, name + exe);
      if (folder && isExecutable(file)) return { executablePath: file, source: 'PATH' };
    }
  }
  for (const file of WELL_KNOWN[process.platform] ?? []) {
    if (isExecutable(file)) return { executablePath: file, source: 'well-known place' };
  }
  try {
    const file = playwright(from).chromium.executablePath();
    if (file && fs.existsSync(file)) return { executablePath: file, source: 'playwright' };
  } catch {
    /* not installed */
  }
  const packaged = await packagedChrome(path.resolve(from, PACKAGED_DIR), log);
  if (packaged) return packaged;
  throw new Error(
    'No Chromium or Chrome found. Install one (Debian: apt install chromium) or name one in CHROME_PATH.',
  );
}

// playwright-core belongs to the project under test, or stands beside this harness.
function playwright(from = process.cwd()) {
  for (const base of [path.resolve(from, 'package.json'), fileURLToPath(import.meta.url)]) {
    try {
      return createRequire(base)('playwright-core');
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error('playwright-core is not installed (npm install --save-dev playwright-core)');
}

// Linux x64 only: a headless Chromium that comes inside an npm package, with the
// few shared libraries a bare machine lacks. Kept in the cache folder.
async function packagedChrome(dir, log = () => {}) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const binary = path.join(dir, 'chromium');
  if (!fs.existsSync(path.join(dir, 'ready'))) {
    log(`no browser on this machine, fetching ${PACKAGED} from npm`);
    fs.mkdirSync(path.dirname(dir), { recursive: true });
    const release = await lock(`${dir}.lock`, log);
    try {
      if (!fs.existsSync(path.join(dir, 'ready'))) {
        fs.rmSync(dir, { recursive: true, force: true });
        fs.mkdirSync(dir, { recursive: true });
        fs.writeFileSync(
          path.join(dir, 'package.json'),
          '{"name":"packaged-chromium","private":true,"type":"module"}\n',
        );
        await npm(['install', PACKAGED], dir, log);
        // The package unpacks into the temporary folder; a child process gets ours as that.
        const code = `import { inflate } from '@sparticuz/chromium';
          for (const name of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate('node_modules/@sparticuz/chromium/bin/' + name);`;
        const done = await run(
          process.execPath,
          ['--input-type=module', '-e', code],
          dir,
          cleanEnvironment({ TMPDIR: dir }),
          120_000,
        );
        if (done.code !== 0) throw new Error(`Unpacking ${PACKAGED} failed:\n${tail(done.output)}`);
        fs.rmSync(path.join(dir, 'node_modules'), { recursive: true, force: true });
        fs.writeFileSync(path.join(dir, 'ready'), '');
      }
    } finally {
      release();
    }
  }
  const env = {};
  if (!hasFonts()) {
    // without any font the renderer dies
    const file = path.join(dir, 'fonts.conf');
    fs.writeFileSync(
      file,
      `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${path.join(dir, 'fonts')}</dir><cachedir>${path.join(dir, 'fonts-cache')}</cachedir></fontconfig>\n`,
    );
    env.FONTCONFIG_FILE = file;
  }
  if (spawnSync(binary, ['--version'], { timeout: 20_000 }).status !== 0) {
    env.LD_LIBRARY_PATH = path.join(dir, 'al2023', 'lib');
    const tried = spawnSync(binary, ['--version'], {
      timeout: 20_000,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    if (tried.status !== 0)
      throw new Error(`The packaged Chromium does not start here: ${tried.stderr || tried.error?.message}`);
  }
  return { executablePath: binary, env, source: PACKAGED };
}

export async function launchChrome(options = {}) {
  const { chromium } = playwright(options.from);
  const found = await findChrome(options.from, options.log ?? (line => console.log(`[chrome] ${line}`)));
  const home = makeScratch('chr');
  const extra = (process.env.CHROME_ARGS ?? '').split(/\s+/).filter(Boolean);
  const args = [...ARGS, ...extra];
  let browser;
  try {
    browser = await chromium.launch({
      executablePath: found.executablePath,
      args,
      headless: process.env.HEADED !== '1',
      env: {
        ...process.env,
        ...found.env,
        HOME: home,
        XDG_CONFIG_HOME: path.join(home, 'config'),
        XDG_CACHE_HOME: path.join(home, 'cache'),
      },
    });
  } catch (error) {
    removeScratch(home);
    throw new Error(
      `The browser does not start (${found.executablePath}): ${error.message.split('\n').slice(0, 6).join('\n')}`,
    );
  }
  browser.on('disconnected', () => removeScratch(home));
  return browser;
}

function hasFonts() {
  return [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(os.homedir(), '.fonts'),
    path.join(os.homedir(), '.local/share/fonts'),
  ].some(
    dir =>
      fs.existsSync(dir) &&
      fs.readdirSync(dir, { recursive: true }).some(name => /\.(ttf|otf|ttc|pfb)$/i.test(String(name))),
  );
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
