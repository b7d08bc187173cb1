/** Opening a file: the time to its first diagnostics, and the memory that the server then takes. */
import fs from 'node:fs';
import path from 'node:path';
import { ourServer, yamlLanguageServer } from '../contestants.ts';
import { makeOpenSchema, makeSchema, makeServices, toDotenv, toYaml, writeProject } from '../corpus.ts';
import { fileName, type Language, openFile, withServer, writeFile } from '../editor.ts';
import { forgetAll } from '../home.ts';
import type { Diagnostic } from '../language-server.ts';
import { cpuOf, privateOf, residentOf } from '../measure.ts';
import { type Contestant, type Figures, limits, type Scenario } from '../scenario.ts';

/** As a file is opened every day: an earlier server has compiled the schema. */
export const open: Scenario = {
  name: 'open, yaml, 10,000 lines',
  targets: { 'first diagnostics ms': 0.4, 'resident MiB': 0.5 },
  whyMissed:
    'Node takes 41 MiB before it runs anything, and our server 53 before a file is open: half of what the other takes. ' +
    'The rest is the tree of 10,000 lines and the room that the engine wants for new objects.',
  contestants: setting => [ourServer(setting), yamlLanguageServer(setting)],
  prepare: async (folder, setting) => {
    writeTenThousandLines(folder);
    await openOnce(ourServer(setting), path.join(folder, 'bench.yaml'), 'yaml');
  },
  measure: (contestant, folder) => openOnce(contestant, path.join(folder, 'bench.yaml'), 'yaml'),
};

export const firstOpen: Scenario = {
  name: 'open, yaml, 10,000 lines, the first time ever',
  contestants: setting => [ourServer(setting), yamlLanguageServer(setting)],
  prepare: writeTenThousandLines,
  measure: (contestant, folder) => {
    forgetAll();
    return openOnce(contestant, path.join(folder, 'bench.yaml'), 'yaml');
  },
};

function writeTenThousandLines(folder: string): void {
  writeFile(folder, 'yaml', 10_000);
  breakLastPort(path.join(folder, 'bench.yaml'));
}

const FIVE_MEGABYTES = 5_000_000;

/** Large, but opened: in well below a minute, whatever the machine. */
export function large(language: Language): Scenario {
  return {
    name: `open, ${language}, 5 MB`,
    targets: { 'first diagnostics ms': 1 },
    contestants: setting => [ourServer(setting), limits('half a minute', { 'first diagnostics ms': 30_000 })],
    prepare: folder => {
      const perLine = language === 'yaml' ? 20 : 40;
      const services = makeServices(FIVE_MEGABYTES / perLine);
      const text = language === 'yaml' ? toYaml(services) : toDotenv(services);
      if (text.length < FIVE_MEGABYTES) throw new Error(`the large file has only ${text.length} characters`);
      writeProject(folder, makeOpenSchema(), { [fileName(language)]: text });
      breakLastPort(path.join(folder, fileName(language)));
    },
    measure: (contestant, folder) => openOnce(contestant, path.join(folder, fileName(language)), language),
  };
}

/** Over the limit: refused, and the person is told. */
export const refused: Scenario = {
  name: 'open, dotenv, 11 MB: refused with a message',
  targets: { 'first diagnostics ms': 1 },
  contestants: setting => [ourServer(setting), limits('two seconds', { 'first diagnostics ms': 2000 })],
  prepare: folder => {
    writeProject(folder, makeSchema(makeServices(8)), { '.env': 'NAME_OF_IT=value\n'.repeat(650_000) });
  },
  measure: (contestant, folder) => {
    const file = path.join(folder, '.env');
    if (fs.statSync(file).size < 11_000_000) throw new Error('the file is not over the limit');
    return openOnce(contestant, file, 'dotenv', ([only]) => /not checked/.test(only?.message ?? ''));
  },
};

const BROKEN_PORT = /port(?:: |=)0$/i;

/** So that only diagnostics of the whole file count. */
function breakLastPort(file: string): void {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const last = lines.findLastIndex(line => /port(?:: |=)\d+$/i.test(line));
  fs.writeFileSync(file, lines.with(last, lines[last]?.replace(/\d+$/, '0') ?? '').join('\n'));
}

function namesBrokenPort(file: string): (diagnostics: readonly Diagnostic[]) => boolean {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const broken = lines.findIndex(line => BROKEN_PORT.test(line));
  if (broken < 0) throw new Error('the measured file has no broken port');
  return diagnostics => diagnostics.some(({ range }) => range.start.line === broken);
}

async function openOnce(
  contestant: Contestant,
  file: string,
  language: Language,
  accept = namesBrokenPort(file),
): Promise<Figures> {
  return withServer(contestant, path.dirname(file), async server => {
    const before = cpuOf(server.pid);
    const milliseconds = await openFile(server, file, language, accept);
    return {
      'first diagnostics ms': milliseconds,
      'CPU ms': cpuOf(server.pid) - before,
      'resident MiB': residentOf(server.pid),
      'private MiB': privateOf(server.pid),
    };
  });
}
