/** A whole-workspace check in the server: how it treats who types meanwhile, and who has had enough of it. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { bareCommand, ourServer } from '../contestants.ts';
import { makeSchema, makeServices, toYaml, writeProject } from '../corpus.ts';
import { openEditor, withServer } from '../editor.ts';
import type { TimedServer } from '../language-server.ts';
import { percentile } from '../measure.ts';
import { limits, type Scenario, type Setting } from '../scenario.ts';
import { run } from './command.ts';

const LINES_IN_FILE = 25;
const LINES_IN_OPEN_FILE = 1000;
const CHECK = 'secureConfig/checkWorkspace';

/** Keystrokes while thousands of files are checked, against keystrokes at rest. */
export const typing: Scenario = {
  name: 'keystroke while the workspace is checked, yaml, 1,000 lines',
  targets: { 'p95 ms': 2 },
  contestants: setting => [ourServer(setting), ourServer(setting, 'at rest')],
  prepare: prepareWorkspace,
  measure: (contestant, folder, { edits, files }) =>
    withServer(contestant, folder, async server => {
      const editor = await openEditor(server, folder, 'yaml');
      await editor.type(edits);
      if (contestant.name === 'at rest') return figures(await editor.type(edits));
      const times: number[] = [];
      while (times.length < edits) times.push(...(await typeDuringCheck(server, editor, files)));
      return figures(times);
    }),
};

/** One check of the workspace, every file anew, and the edits that were possible meanwhile. */
async function typeDuringCheck(
  server: TimedServer,
  editor: { type(edits: number): Promise<number[]> },
  files: number,
): Promise<number[]> {
  server.notify('workspace/didChangeConfiguration', { settings: {} });
  let isRunning = true;
  const check = server.begin(CHECK, {}).answer.then(answer => {
    isRunning = false;
    assertChecked(answer, files);
  });
  const times: number[] = [];
  while (isRunning) times.push(...(await editor.type(1)));
  await check;
  if (times.length < 2) throw new Error('the check was over before anything was typed');
  return times.slice(0, -1);
}

/** From the request to end a check to its end. */
export const cancel: Scenario = {
  name: 'cancel a check of the workspace',
  targets: { 'until it has ended ms': 1 },
  contestants: setting => [ourServer(setting), limits('limit', { 'until it has ended ms': 50 })],
  prepare: prepareWorkspace,
  measure: (contestant, folder) =>
    withServer(contestant, folder, async server => {
      await openEditor(server, folder, 'yaml');
      const times: number[] = [];
      for (const after of [30, 60, 90, 120, 150]) {
        const check = server.begin(CHECK, {});
        await new Promise(resolve => setTimeout(resolve, after));
        const asked = performance.now();
        check.cancel();
        const answer = (await check.answer.catch(() => ({ cancelled: true }))) as { cancelled: boolean };
        if (!answer.cancelled) throw new Error('the check was over before it was cancelled');
        times.push(performance.now() - asked);
      }
      return { 'until it has ended ms': Math.max(...times) };
    }),
};

/** Files that have not changed since the server checked them, against reading and checking them anew. */
export const again: Scenario = {
  name: 'whole workspace, unchanged since the last check',
  targets: { 'wall ms': 0.2 },
  contestants: setting => [ourServer(setting), bareCommand(setting)],
  prepare: prepareWorkspace,
  measure: (contestant, folder, { files }) => {
    if (contestant.name !== 'secure-config') return run(contestant, folder, files);
    return withServer(contestant, folder, async server => {
      assertChecked(await server.request(CHECK, {}), files);
      const started = performance.now();
      assertChecked(await server.request(CHECK, {}), files);
      return { 'wall ms': performance.now() - started };
    });
  },
};

function figures(times: readonly number[]): { readonly 'p50 ms': number; readonly 'p95 ms': number } {
  return { 'p50 ms': percentile(times, 0.5), 'p95 ms': percentile(times, 0.95) };
}

function assertChecked(answer: unknown, files: number): void {
  const checked = (answer as { files: number }).files;
  if (checked !== files) throw new Error(`${checked} of ${files} files were checked`);
}

/** One longer file, which is opened, and so many small ones. */
function prepareWorkspace(folder: string, { files }: Pick<Setting, 'files'>): void {
  const texts = Array.from({ length: files - 1 }, (_, index) => [
    path.posix.join(`folder${index % 100}`, `file${index}.yaml`),
    toYaml(makeServices(LINES_IN_FILE, index)),
  ]);
  const services = makeServices(LINES_IN_OPEN_FILE);
  writeProject(folder, makeSchema(services), {
    ...Object.fromEntries(texts),
    'bench.yaml': toYaml(services),
  });
}
