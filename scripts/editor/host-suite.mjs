// Runs the compiled mocha suite inside the extension host of a real VS Code, against the packaged extension.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchChrome } from './chrome.mjs';
import { installEditor } from './install.mjs';
import { QUIET_SETTINGS } from './quiet-settings.mjs';
import { followResults } from './results.mjs';
import { makeScratch, removeScratch } from './scratch.mjs';
import { startServer } from './server.mjs';

// VS Code "develops" this little extension, whose entry point runs mocha; ours is installed from its package.
const runner = fileURLToPath(new URL('./host-runner', import.meta.url));
const entry = path.join(runner, 'index.cjs');
const LIMIT = 300_000; // milliseconds for the whole run

/**
 * @param {object} options
 * @param {'electron' | object} options.editor one of EDITORS, or the desktop program
 * @param {string} options.project absolute
 * @param {string} options.vsix absolute
 * @param {string} options.tests folder of compiled `*.test.js` files, absolute
 * @param {string} options.workspace folder that the suite gets a copy of, absolute
 * @param {string} options.artifacts where evidence of a failure is kept, absolute
 * @param {string} [options.grep]
 * @returns {Promise<{passed: number, failed: number, skipped: number}>}
 */
export async function runHostSuite(options) {
  const scratch = makeScratch('host');
  const results = path.join(scratch, 'results.ndjson');
  const workspace = path.join(scratch, 'workspace');
  fs.writeFileSync(results, '');
  fs.cpSync(options.workspace, workspace, { recursive: true });
  const env = {
    EXT_TEST_PROJECT: options.project,
    EXT_TEST_RESULTS: results,
    EXT_TEST_FILES: JSON.stringify(testFiles(options.tests)),
    EXT_TEST_OPTIONS: JSON.stringify({ ui: 'bdd', grep: options.grep }),
  };
  const run = { ...options, scratch, workspace, env };
  const follow = followResults(results);
  const problem = await (options.editor === 'electron' ? inDesktop(run) : inServer(run, follow)).catch(
    error => error.message,
  );
  const seen = follow.finish();
  removeScratch(scratch);
  const { passed, skipped } = seen;
  const broken = !seen.ended || (problem !== undefined && seen.failed === 0);
  if (broken) console.log(`\n  ${problem ?? 'The extension host ended before the suite did.'}`);
  return { passed, failed: seen.failed + (broken ? 1 : 0), skipped };
}

async function inServer(run, follow) {
  const install = await installEditor(run.editor);
  const server = await startServer({ install, driver: true, extensions: [run.vsix], env: run.env });
  let browser;
  let page;
  try {
    browser = await launchChrome({ from: run.project });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    page = await context.newPage();
    const exit = new Promise(resolve => {
      void page.exposeFunction('codeAutomationExit', code => resolve(code));
    });
    const uri = file => `vscode-remote://${server.authority}${pathToFileURL(file).pathname}`;
    const payload = [
      ['extensionDevelopmentPath', uri(runner)],
      ['extensionTestsPath', uri(entry)],
      ['skipWelcome', 'true'],
    ];
    await page.goto(server.url(pathToFileURL(run.workspace).pathname, payload), { timeout: 60_000 });
    const code = await Promise.race([exit, follow.stalled(LIMIT)]);
    if (code === 0) return undefined;
    await keepEvidence(run, page, server);
    return typeof code === 'string' ? code : 'The extension host reported failure.';
  } catch (error) {
    await keepEvidence(run, page, server);
    throw error;
  } finally {
    await browser?.close().catch(() => {});
    await server.stop();
  }
}

async function keepEvidence({ artifacts }, page, server) {
  fs.mkdirSync(artifacts, { recursive: true });
  await page?.screenshot({ path: path.join(artifacts, 'host-suite.png'), timeout: 5000 }).catch(() => {});
  fs.writeFileSync(path.join(artifacts, 'host-suite.log'), server.hostLog());
}

/** The desktop program: `VSCODE_PATH` names an installed one, `VSCODE_TEST_VERSION` one to download. */
async function inDesktop(run) {
  const { default: electron } = await import('@vscode/test-electron');
  const executable = process.env.VSCODE_PATH ?? (await download(electron, run.project));
  const profile = makeProfile(run.scratch);
  installInto(electron, executable, profile, run.vsix);
  await electron.runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: runner,
    extensionTestsPath: entry,
    extensionTestsEnv: { ...editorVariables(), ...run.env },
    launchArgs: [
      run.workspace,
      ...profile,
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
      '--disable-telemetry',
      '--disable-updates',
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

async function download(electron, project) {
  const version = process.env.VSCODE_TEST_VERSION ?? 'stable';
  try {
    return await electron.downloadAndUnzipVSCode({ version, cachePath: path.join(project, '.vscode-test') });
  } catch (error) {
    throw new Error(
      `VS Code ${version} could not be downloaded (${error.message}). Name an installed one in VSCODE_PATH.`,
    );
  }
}

function makeProfile(scratch) {
  const userData = path.join(scratch, 'user-data');
  fs.mkdirSync(path.join(userData, 'User'), { recursive: true });
  fs.writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(QUIET_SETTINGS));
  return ['--user-data-dir', userData, '--extensions-dir', path.join(scratch, 'extensions')];
}

function installInto(electron, executable, profile, vsix) {
  const [cli, ...args] = electron.resolveCliArgsFromVSCodeExecutablePath(executable);
  const own = args.filter(argument => !/^--(user-data|extensions)-dir/.test(argument));
  const done = spawnSync(cli, [...own, ...profile, '--install-extension', vsix, '--force'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error(`Installing ${vsix} failed:\n${done.stdout}${done.stderr}`);
}

/** Started from an editor's terminal, the desktop program must not take that editor's variables over. */
function editorVariables() {
  const names = Object.keys(process.env).filter(name => /^(VSCODE_|ELECTRON_)/.test(name));
  return Object.fromEntries(names.map(name => [name, undefined]));
}

function testFiles(folder) {
  const files = fs.readdirSync(folder, { recursive: true }).map(String);
  return files
    .filter(name => name.endsWith('.test.js'))
    .sort()
    .map(name => path.join(folder, name));
}
