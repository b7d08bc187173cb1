#!/usr/bin/env node
// Runs the tests that need a real VS Code, against the packaged extension, on the newest and the oldest one supported.
//
//   node scripts/editor-tests.mjs [--newest | --oldest | --electron] [--grep TEXT] [--vsix FILE]
//
// The last line is `N passed, N failed`.
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildEditorTests, loadTestSupport } from './editor/build.mjs';
import { runHostSuite } from './editor/host-suite.mjs';
import { EDITORS } from './editor/install.mjs';
import { checkPackage } from './editor/package.mjs';
import { runWindowSuite } from './editor/window-suite.mjs';
import { formatCounts, sumCounts } from './lib/counts.mjs';
import { helpIfAsked } from './lib/help.mjs';
import { root, run, stop } from './lib/run.mjs';

helpIfAsked(import.meta.url);
const { values } = parseArgs({
  options: {
    newest: { type: 'boolean' },
    oldest: { type: 'boolean' },
    electron: { type: 'boolean' },
    grep: { type: 'string' },
    vsix: { type: 'string' },
  },
});

const vsix = path.resolve(values.vsix ?? (await makePackage()));
const tests = await buildEditorTests();
const all = [];
let team; // made once for both editors
if (!values.grep) all.push(await section('The package', () => checkPackage(vsix)));
if (values.electron)
  all.push(await section('VS Code, extension host', () => runHostSuite(common('electron'))));
else for (const name of chosenEditors()) all.push(...(await runOn(name)));
team?.remove();
const total = sumCounts(all);
console.log(`\n${formatCounts(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function makePackage() {
  const { code, output } = await run(process.execPath, ['scripts/package.mjs'], { show: false });
  if (code !== 0) stop(`${output.trimEnd()}\nThe extension could not be packaged.\n0 passed, 1 failed`, 1);
  return path.join(root, output.trim().split('\n').at(-1));
}

function chosenEditors() {
  if (values.newest === values.oldest) return ['newest', 'oldest'];
  return values.newest ? ['newest'] : ['oldest'];
}

/** One after the other: two editors at once make each other miss their times. */
async function runOn(name) {
  const [main, trust, ledger, approvals, commands] = await Promise.all(
    ['main', 'trust', 'ledger', 'approvals', 'ledger-commands'].map(
      async file => (await import(`../test/editor/window/${file}.mjs`)).default,
    ),
  );
  const options = common(name);
  return [
    await section(`${name} VS Code, extension host`, () => runHostSuite(options)),
    await section(`${name} VS Code, window`, () => runWindowSuite(options, main)),
    await section(`${name} VS Code, window of an untrusted folder`, () =>
      runWindowSuite({ ...options, trustPrompt: true }, trust),
    ),
    await section(`${name} VS Code, window with a ledger`, () =>
      runWindowSuite({ ...options, workspace: path.join(root, 'examples', 'governed') }, ledger),
    ),
    await section(`${name} VS Code, window of who may not approve`, () =>
      runWindowSuite({ ...options, makeScene: makeRefusals }, approvals),
    ),
    await section(`${name} VS Code, window of a team in use`, () =>
      runWindowSuite({ ...options, makeScene: openTeamInUse }, commands),
    ),
  ];
}

async function makeRefusals() {
  const refusals = await (await loadTestSupport('refusals')).makeRefusals();
  const { folder, environment } = refusals.bob;
  const { SECURE_CONFIG_HOME } = environment.variables;
  return { ...refusals, workspace: folder, env: { SECURE_CONFIG_HOME } };
}

async function openTeamInUse() {
  const { makeTeamInUse } = await loadTestSupport('team-in-use');
  team ??= await makeTeamInUse(path.join(root, 'examples', 'governed'));
  const scene = team.open();
  return { ...scene, workspace: scene.folder };
}

function common(editor) {
  return {
    editor: EDITORS[editor] ?? editor,
    project: root,
    vsix,
    tests,
    workspace: path.join(root, 'test', 'editor', 'workspace'),
    artifacts: path.join(root, '.vscode-test', 'artifacts', editor),
    grep: values.grep,
  };
}

async function section(title, run) {
  const started = Date.now();
  console.log(`\n${title}`);
  const counts = await run();
  console.log(`  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return counts;
}
