/** Keystroke → diagnostics over LSP, and the server's CPU time for it, on a file of a given length. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeSchema, makeServices, mulberry32, toDotenv, toYaml, writeProject } from '../corpus.ts';
import { type Diagnostic, TimedServer } from '../language-server.ts';
import { cpuOf, percentile, residentOf } from '../measure.ts';
import type { Contestant, Figures, Scenario, Setting } from '../scenario.ts';

export function keystroke(language: 'dotenv' | 'yaml', lines: number): Scenario {
  return {
    name: `keystroke to diagnostics, ${language}, ${lines.toLocaleString('en')} lines`,
    contestants: setting =>
      language === 'yaml'
        ? [ours(setting), yamlLanguageServer(setting)]
        : [ours(setting), bareServer(setting)],
    prepare: folder => {
      const services = makeServices(lines);
      const text = language === 'yaml' ? toYaml(services) : toDotenv(services);
      writeProject(folder, makeSchema(services), { [fileName(language)]: text });
    },
    measure: (contestant, folder, setting) =>
      measure(contestant, path.join(folder, fileName(language)), language, setting),
  };
}

function fileName(language: 'dotenv' | 'yaml'): string {
  return language === 'yaml' ? 'bench.yaml' : '.env';
}

function ours({ product }: Setting): Contestant {
  return { name: 'secure-config', command: [process.execPath, path.join(product, 'server.js'), '--stdio'] };
}

function yamlLanguageServer({ peers }: Setting): Contestant {
  return {
    name: 'yaml-language-server',
    command: [
      process.execPath,
      path.join(peers, 'node_modules/yaml-language-server/bin/yaml-language-server'),
      '--stdio',
    ],
    settings: folder => ({
      yaml: { validate: true, schemas: { [pathToFileURL(path.join(folder, 'schema.json')).href]: '*.yaml' } },
    }),
  };
}

function bareServer({ floors }: Setting): Contestant {
  return {
    name: 'bare server',
    command: [process.execPath, path.join(floors, 'bare-dotenv-server.js'), '--stdio'],
  };
}

async function measure(
  contestant: Contestant,
  file: string,
  language: string,
  { edits }: Setting,
): Promise<Figures> {
  const folder = path.dirname(file);
  const server = new TimedServer(contestant.command, contestant.settings?.(folder));
  try {
    await server.initialize(folder);
    const uri = pathToFileURL(file).href;
    const text = fs.readFileSync(file, 'utf8');
    const opened = server.diagnosed(uri, () => true);
    server.open(uri, language, text);
    const open = await opened;
    const editor = new Editor(server, uri, text);
    for (let warmUp = 0; warmUp < 10; warmUp++) await editor.type();
    const before = cpuOf(server.pid);
    const times: number[] = [];
    for (let edit = 0; edit < edits; edit++) times.push(await editor.type());
    const cpu = (cpuOf(server.pid) - before) / edits;
    const burst = await editor.burst(20);
    return {
      'open ms': open,
      'p50 ms': percentile(times, 0.5),
      'p95 ms': percentile(times, 0.95),
      'CPU ms/edit': cpu,
      'burst of 20 ms': burst,
      'resident MiB': residentOf(server.pid),
    };
  } finally {
    await server.stop();
  }
}

/** Makes one port invalid, then valid again, then the next; each edit changes what is to be published. */
class Editor {
  readonly #server: TimedServer;
  readonly #uri: string;
  readonly #ports: readonly { readonly line: number; readonly start: number; readonly value: string }[];
  readonly #random = mulberry32(7);
  #broken: { readonly line: number; readonly start: number; readonly value: string } | undefined;
  #version = 1;

  constructor(server: TimedServer, uri: string, text: string) {
    this.#server = server;
    this.#uri = uri;
    this.#ports = text.split('\n').flatMap((content, line) => {
      const [, before, value] = /^(.*port(?:: |=))(\d+)$/i.exec(content) ?? [];
      return before === undefined || value === undefined ? [] : [{ line, start: before.length, value }];
    });
  }

  /** One edit; resolves with the milliseconds until diagnostics say what they must. */
  async type(): Promise<number> {
    const expected = this.#edit();
    return this.#server.diagnosed(this.#uri, expected);
  }

  /** Several edits without waiting; resolves with the milliseconds from the last to its diagnostics. */
  async burst(count: number): Promise<number> {
    let expected = this.#edit();
    for (let edit = 1; edit < count; edit++) expected = this.#edit();
    return this.#server.diagnosed(this.#uri, expected);
  }

  #edit(): (diagnostics: readonly Diagnostic[]) => boolean {
    const mended = this.#broken;
    if (mended) {
      this.#broken = undefined;
      this.#change(mended.line, mended.start, 1, mended.value);
      return diagnostics => diagnostics.every(({ range }) => range.start.line !== mended.line);
    }
    const port = this.#ports[Math.floor(this.#random() * this.#ports.length)];
    if (!port) throw new Error('the measured file has no port to edit');
    this.#broken = port;
    this.#change(port.line, port.start, port.value.length, '0');
    return diagnostics => diagnostics.some(({ range }) => range.start.line === port.line);
  }

  #change(line: number, character: number, length: number, text: string): void {
    const range = { start: { line, character }, end: { line, character: character + length } };
    this.#server.notify('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }
}
