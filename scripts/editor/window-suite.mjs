// Runs window tests: one server, one browser, one window for all of them; a picture and the logs for each failure.
import fs from 'node:fs';
import path from 'node:path';
import { launchChrome } from './chrome.mjs';
import { installEditor } from './install.mjs';
import { makeScratch, removeScratch } from './scratch.mjs';
import { startServer } from './server.mjs';
import { Workbench } from './workbench.mjs';
import { KEYBINDINGS } from './workbench-views.mjs';

const TEST_LIMIT = 45_000; // milliseconds

/**
 * @typedef {object} Scene
 * @property {string} workspace folder that is opened, absolute
 * @property {Record<string, string>} [env] for the server and the extension host
 * @property {() => Promise<void>} close
 *
 * @param {object} options
 * @param {object} options.editor one of EDITORS
 * @param {string} options.project absolute
 * @param {string} options.vsix absolute
 * @param {string} [options.workspace] folder that the tests get a copy of, absolute
 * @param {() => Promise<Scene>} [options.makeScene] makes a folder for the tests instead; they find the scene in their context
 * @param {string} options.artifacts where evidence of a failure is kept, absolute
 * @param {object} [options.settings]
 * @param {boolean} [options.trustPrompt] the window asks whether to trust the folder
 * @param {string} [options.grep]
 * @param {ReadonlyArray<[string, (workbench: Workbench, context: object) => Promise<void>]>} tests
 * @returns {Promise<{passed: number, failed: number, skipped: number}>}
 */
export async function runWindowSuite(options, tests) {
  const chosen = tests.filter(([name]) => !options.grep || name.includes(options.grep));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (chosen.length === 0) return counts;
  const { artifacts, makeScene = () => copyOf(options.workspace) } = options;
  fs.mkdirSync(artifacts, { recursive: true });
  let scene;
  let server;
  let browser;
  try {
    scene = await makeScene();
    const { workspace, env } = scene;
    const install = await installEditor(options.editor);
    const parts = { install, extensions: [options.vsix], keybindings: KEYBINDINGS, env };
    server = await startServer({ ...options, ...parts });
    browser = await launchChrome({ from: options.project });
    const open = () => Workbench.open(browser, server, workspace);
    await runTests(chosen, open, { workspace, server, artifacts, scene }, counts);
  } catch (error) {
    counts.failed++;
    console.log(`  FAIL the suite\n${indent(error.stack ?? error)}`);
  } finally {
    await browser?.close().catch(() => {});
    await server?.stop();
    await scene?.close();
  }
  return counts;
}

function copyOf(folder) {
  const scratch = makeScratch('win');
  const workspace = path.join(scratch, path.basename(folder));
  fs.cpSync(folder, workspace, { recursive: true });
  return { workspace, close: () => removeScratch(scratch) };
}

/** After a failure, or when the window does not come back to its empty state, the next test gets a fresh one. */
async function runTests(tests, open, context, counts) {
  let workbench = await open();
  for (const [name, test] of tests) {
    const started = Date.now();
    const error = await limit(test(workbench, context), name).then(
      () => undefined,
      problem => problem,
    );
    if (error) {
      counts.failed++;
      console.log(`  FAIL ${name} (${Date.now() - started} ms)\n${indent(error.stack ?? error)}`);
      await keepEvidence(name, workbench, context);
    } else {
      counts.passed++;
      console.log(`  ok   ${name} (${Date.now() - started} ms)`);
    }
    const empty = !error && (await workbench.reset().then(...settled()));
    if (empty) continue;
    await workbench.close().catch(() => {});
    workbench = await open();
  }
}

async function keepEvidence(name, workbench, { artifacts, server }) {
  const file = path.join(artifacts, `failed-${name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`);
  await workbench.screenshot(`${file}.png`, { timeout: 5000 }).catch(() => {});
  fs.writeFileSync(`${file}.log`, `${server.hostLog()}\n${workbench.errors.join('\n')}`);
  console.log(`    evidence: ${path.relative(process.cwd(), file)}.png and .log`);
}

function settled() {
  return [() => true, () => false];
}

function limit(promise, name) {
  let timer;
  const late = new Promise((_, reject) => {
    const error = new Error(`"${name}" took longer than ${TEST_LIMIT} ms`);
    timer = setTimeout(() => reject(error), TEST_LIMIT);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function indent(text) {
  return String(text).split('\n').slice(0, 10).join('\n').replace(/^/gm, '    ');
}
