/** What an edit costs in a file of ten or a hundred times the length, and after twenty others: measured against ourselves. */
import path from 'node:path';
import { ourServer } from '../contestants.ts';
import { openEditor, WARM_UP, withServer, writeFile } from '../editor.ts';
import { cpuOf, percentile, residentOf } from '../measure.ts';
import type { Contestant, Scenario } from '../scenario.ts';

/** `.env` of 100,000 lines against 1,000. */
export const length: Scenario = {
  name: 'keystroke to diagnostics, dotenv, 100,000 lines',
  targets: { 'CPU ms/edit': 3 },
  contestants: setting => [ourServer(setting), ourServer(setting, 'the same at 1,000 lines')],
  prepare: folder => {
    writeFile(path.join(folder, 'long'), 'dotenv', 100_000);
    writeFile(path.join(folder, 'short'), 'dotenv', 1000);
  },
  measure: (contestant, folder, { edits }) =>
    withServer(contestant, path.join(folder, isOurs(contestant) ? 'long' : 'short'), async server => {
      const editor = await openEditor(
        server,
        path.join(folder, isOurs(contestant) ? 'long' : 'short'),
        'dotenv',
      );
      await editor.type(WARM_UP);
      const before = cpuOf(server.pid);
      const times = await editor.type(edits);
      return { 'CPU ms/edit': (cpuOf(server.pid) - before) / edits, 'p50 ms': percentile(times, 0.5) };
    }),
};

/** From the last of twenty edits that came at once to its diagnostics, against one edit. */
export const burst: Scenario = {
  name: 'burst of 20 edits, yaml, 10,000 lines',
  targets: { 'last edit to diagnostics ms': 3 },
  contestants: setting => [ourServer(setting), ourServer(setting, 'one edit')],
  prepare: folder => writeFile(folder, 'yaml', 10_000),
  measure: (contestant, folder, { edits }) =>
    withServer(contestant, folder, async server => {
      const editor = await openEditor(server, folder, 'yaml');
      await editor.type(WARM_UP);
      const times: number[] = [];
      for (let round = 0; round < edits / 5; round++)
        times.push(await editor.burst(isOurs(contestant) ? 20 : 1));
      return { 'last edit to diagnostics ms': percentile(times, 0.5) };
    }),
};

/** Resident memory after very many edits, against what it is once the server is warm. */
export const memory: Scenario = {
  name: 'memory after many edits, yaml, 10,000 lines',
  targets: { 'resident MiB': 1.1 },
  contestants: setting => [ourServer(setting), ourServer(setting, 'after a tenth of them')],
  prepare: folder => writeFile(folder, 'yaml', 10_000),
  measure: (contestant, folder, { manyEdits }) =>
    withServer(contestant, folder, async server => {
      const editor = await openEditor(server, folder, 'yaml');
      await editor.type(isOurs(contestant) ? manyEdits : manyEdits / 10);
      return { 'resident MiB': residentOf(server.pid) };
    }),
};

function isOurs({ name }: Contestant): boolean {
  return name === 'secure-config';
}
