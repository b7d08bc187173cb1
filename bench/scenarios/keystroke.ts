/** Keystroke → diagnostics over LSP, and the server's CPU time for it, on a file of a given length. */
import { bareServer, ourServer, yamlLanguageServer } from '../contestants.ts';
import { type Language, openEditor, WARM_UP, withServer, writeFile } from '../editor.ts';
import { cpuOf, percentile } from '../measure.ts';
import type { Contestant, Figures, Scenario, Setting } from '../scenario.ts';

export function keystroke(language: Language, lines: number, targets: Figures): Scenario {
  const rival = language === 'yaml' ? yamlLanguageServer : bareServer;
  return {
    name: `keystroke to diagnostics, ${language}, ${lines.toLocaleString('en')} lines`,
    targets,
    contestants: setting => [ourServer(setting), rival(setting)],
    prepare: folder => writeFile(folder, language, lines),
    measure: (contestant, folder, setting) => measure(contestant, folder, language, setting),
  };
}

function measure(
  contestant: Contestant,
  folder: string,
  language: Language,
  { edits }: Setting,
): Promise<Figures> {
  return withServer(contestant, folder, async server => {
    const editor = await openEditor(server, folder, language);
    await editor.type(WARM_UP);
    const before = cpuOf(server.pid);
    const times = await editor.type(edits);
    return {
      'p50 ms': percentile(times, 0.5),
      'p95 ms': percentile(times, 0.95),
      'CPU ms/edit': (cpuOf(server.pid) - before) / edits,
    };
  });
}
