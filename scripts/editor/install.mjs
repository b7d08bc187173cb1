// Installs a VS Code server with its web workbench from the npm registry alone: no compiler, no other download.
//
// When the version wants another Node major than the one that runs this, that Node comes from the registry too and is
// kept in the same folder. An install is complete or absent; a finished one returns at once.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './environment.mjs';
import { lock, npm, run, tail } from './npm.mjs';
import { writeStandIns } from './stand-ins.mjs';

const cache = fileURLToPath(new URL('../../.vscode-test/', import.meta.url));

/** The npm package's versions, which carry VS Code 1.139.1 and 1.100.3: the newest known and the oldest supported. */
export const EDITORS = {
  newest: { version: '4.139.1', dir: path.join(cache, 'code-server') },
  oldest: { version: '4.100.3', dir: path.join(cache, 'code-server-4.100.3') },
};
const RECIPE = 1; // bump when the steps below change, so old caches are rebuilt

// Modules of the server that an extension never reaches: addons that would need a compiler, and large tools.
const DROP_DEPENDENCIES = [
  '@devcontainers/cli',
  '@github/copilot',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  'native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'node-addon-api',
  'ssh2',
];

// Built-in extensions that are large, reach for the network or ask to sign in.
const DROP_EXTENSIONS = [
  'copilot',
  'mermaid-markdown-features',
  'github',
  'microsoft-authentication',
  'tunnel-forwarding',
  'ms-vscode.js-debug-companion',
  'ms-vscode.js-debug',
  'debug-auto-launch',
  'typescript-language-features',
];

/**
 * @param {{version: string, dir: string}} editor one of EDITORS
 * @param {{log?: (line: string) => void}} [options]
 * @returns {Promise<{dir: string, node: string, serverMain: string, codeServer: string, vscode: string}>}
 */
export async function installEditor(editor, options = {}) {
  const { version, dir } = editor;
  const log = options.log ?? (line => console.log(`[editor] ${line}`));

  const ready = readInstall(dir, version);
  if (ready) return ready;

  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Error(`Node 20 or newer is needed, this is ${process.version}`);

  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const release = await lock(`${dir}.lock`, log);
  const staging = `${dir}.partial-${process.pid}`;
  const started = Date.now();
  try {
    const other = readInstall(dir, version); // another process may just have finished
    if (other) {
      log(`VS Code ${other.vscode} is installed now`);
      return other;
    }

    // Under the lock every other half-made folder is one whose install was killed.
    // Its npm may still be writing for a moment: what is left then goes next time.
    for (const name of fs.readdirSync(path.dirname(dir))) {
      if (!name.startsWith(`${path.basename(dir)}.partial-`)) continue;
      try {
        fs.rmSync(path.join(path.dirname(dir), name), {
          recursive: true,
          force: true,
          maxRetries: 3,
          retryDelay: 200,
        });
      } catch {
        /* next time */
      }
    }
    fs.mkdirSync(staging, { recursive: true });
    fs.writeFileSync(path.join(staging, 'package.json'), '{"name":"vscode-test-host","private":true}\n');

    log(`1/4 fetching code-server@${version}`);
    await npm(['install', `code-server@${version}`], staging, log);
    const root = path.join(staging, 'node_modules', 'code-server');
    const manifest = readJson(path.join(root, 'package.json'));
    const vscodeDir = path.join(root, 'lib', 'vscode');

    const wanted = Number(/\d+/.exec(manifest.engines?.node ?? '')?.[0] ?? 24);
    let node = null;
    if (wanted === major) {
      log(`2/4 using the running Node ${process.version}`);
    } else {
      log(`2/4 fetching Node ${wanted} (this is ${process.version})`);
      node = await fetchNode(staging, wanted, log);
    }

    log("3/4 fetching the editor's own modules");
    trimManifest(path.join(vscodeDir, 'package.json'));
    await npm(['install', '--omit=dev'], vscodeDir, log);
    await ensureBinaries(vscodeDir, log);
    writeStandIns(vscodeDir);

    log('4/4 trimming');
    const extensions = path.join(vscodeDir, 'extensions');
    for (const name of DROP_EXTENSIONS)
      fs.rmSync(path.join(extensions, name), { recursive: true, force: true });

    for (const name of fs.readdirSync(vscodeDir, { recursive: true })) {
      if (String(name).endsWith('.map')) fs.rmSync(path.join(vscodeDir, String(name)), { force: true });
    }

    const vscode = readJson(path.join(vscodeDir, 'package.json')).version;
    fs.writeFileSync(
      path.join(staging, 'install.json'),
      JSON.stringify(
        {
          recipe: RECIPE,
          codeServer: version,
          vscode,
          node: node && path.relative(staging, node),
          serverMain: path.relative(staging, path.join(vscodeDir, 'out', 'server-main.js')),
        },
        null,
        2,
      ),
    );

    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    fs.renameSync(staging, dir);
  } catch (error) {
    fs.rmSync(staging, { recursive: true, force: true });
    throw error;
  } finally {
    release();
  }

  const done = readInstall(dir, version);
  if (!done) throw new Error(`The install in ${dir} is incomplete; remove that folder and try again.`);
  await smoke(done);
  log(`VS Code ${done.vscode} installed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  return done;
}

function readInstall(dir, version) {
  try {
    const info = readJson(path.join(dir, 'install.json'));
    if (info.recipe !== RECIPE || info.codeServer !== version) return undefined;
    const node = info.node ? path.join(dir, info.node) : process.execPath;
    const serverMain = path.join(dir, info.serverMain);
    if (!fs.existsSync(node) || !fs.existsSync(serverMain)) return undefined;
    // A cache made under another Node major holds no Node of its own.
    if (
      !info.node &&
      Number(
        /\d+/.exec(
          readJson(path.join(dir, 'node_modules/code-server/package.json')).engines?.node ?? '24',
        )[0],
      ) !== Number(process.versions.node.split('.')[0])
    )
      return undefined;
    return { dir, node, serverMain, codeServer: info.codeServer, vscode: info.vscode };
  } catch {
    return undefined;
  }
}

async function fetchNode(staging, wanted, log) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`; // what the `node` package itself installs
  await npm(['install', `${name}@${wanted}`], staging, log);
  const home = path.join(staging, 'node_modules', name);
  for (const useless of ['include', 'share', 'lib', 'CHANGELOG.md']) {
    fs.rmSync(path.join(home, useless), { recursive: true, force: true });
  }
  const binary = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!fs.existsSync(binary))
    throw new Error(`The package ${name}@${wanted} holds no Node binary for this machine`);
  return binary;
}

function trimManifest(file) {
  const manifest = readJson(file);
  for (const name of DROP_DEPENDENCIES) delete manifest.dependencies?.[name];
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
}

// Older releases get ripgrep from a download and node-pty from a compiler, both in
// install scripts. Newer packages of the same two carry their binaries themselves.
async function ensureBinaries(vscodeDir, log) {
  const modules = path.join(vscodeDir, 'node_modules');
  const target = `${process.platform}-${process.arch}`;
  const exe = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const oldRipgrep = path.join(modules, '@vscode', 'ripgrep');
  const missing = [];
  if (fs.existsSync(oldRipgrep) && !fs.existsSync(path.join(oldRipgrep, 'bin', exe)))
    missing.push('@vscode/ripgrep-universal@1.18.0');
  if (!fs.existsSync(path.join(modules, 'node-pty', 'prebuilds', target)))
    missing.push('node-pty@1.2.0-beta.15');
  if (missing.length) {
    log(`    fetching ${missing.join(' and ')}`);
    await npm(['install', '--omit=dev', ...missing], vscodeDir, log);
  }
  const universal = path.join(modules, '@vscode', 'ripgrep-universal', 'bin');
  for (const name of fs.existsSync(universal) ? fs.readdirSync(universal) : []) {
    if (name !== target) fs.rmSync(path.join(universal, name), { recursive: true, force: true });
  }
  if (missing.some(name => name.includes('ripgrep'))) {
    fs.mkdirSync(path.join(oldRipgrep, 'bin'), { recursive: true });
    fs.copyFileSync(path.join(universal, target, exe), path.join(oldRipgrep, 'bin', exe));
  }
}

async function smoke(install) {
  const { code, output } = await run(
    install.node,
    [install.serverMain, '--version'],
    install.dir,
    cleanEnvironment(),
    60_000,
  );
  if (code !== 0) throw new Error(`The installed server does not start (exit ${code}):\n${tail(output)}`);
}

const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));
