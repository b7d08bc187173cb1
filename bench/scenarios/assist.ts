/** Completion of a value that is being typed, and hover, over LSP, on a file of a given length. */
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { ourServer, yamlLanguageServer } from '../contestants.ts';
import { makeSchema, makeServices, mulberry32, toYaml, writeProject } from '../corpus.ts';
import { TimedServer } from '../language-server.ts';
import { percentile } from '../measure.ts';
import type { Contestant, Figures, Scenario, Setting } from '../scenario.ts';

const FILE = 'bench.yaml';

export function assist(lines: number): Scenario {
  return {
    name: `completion and hover, yaml, ${lines.toLocaleString('en')} lines`,
    targets: { 'completion p95 ms': 0.1, 'hover p95 ms': 0.2 },
    contestants: setting => [ourServer(setting), yamlLanguageServer(setting)],
    prepare: folder => {
      const services = makeServices(lines);
      writeProject(folder, makeSchema(services), { [FILE]: toYaml(services) });
    },
    measure: (contestant, folder, setting) => measure(contestant, path.join(folder, FILE), setting),
  };
}

async function measure(contestant: Contestant, file: string, { edits }: Setting): Promise<Figures> {
  const folder = path.dirname(file);
  const server = new TimedServer(contestant.command, contestant.settings?.(folder));
  try {
    await server.initialize(folder);
    const reader = new Reader(server, pathToFileURL(file).href, fs.readFileSync(file, 'utf8'));
    await reader.open();
    for (let warmUp = 0; warmUp < 10; warmUp++) await reader.look();
    const looks: { readonly completion: number; readonly hover: number }[] = [];
    for (let look = 0; look < edits; look++) looks.push(await reader.look());
    const completions = looks.map(({ completion }) => completion);
    const hovers = looks.map(({ hover }) => hover);
    return {
      'completion p50 ms': percentile(completions, 0.5),
      'completion p95 ms': percentile(completions, 0.95),
      'hover p50 ms': percentile(hovers, 0.5),
      'hover p95 ms': percentile(hovers, 0.95),
    };
  } finally {
    await server.stop();
  }
}

/** Deletes a `level`, asks what could stand there, puts it back, and asks what `level` is. */
class Reader {
  readonly #server: TimedServer;
  readonly #uri: string;
  readonly #text: string;
  readonly #levels: readonly { readonly line: number; readonly start: number; readonly value: string }[];
  readonly #random = mulberry32(11);
  #version = 1;

  constructor(server: TimedServer, uri: string, text: string) {
    this.#server = server;
    this.#uri = uri;
    this.#text = text;
    this.#levels = text.split('\n').flatMap((content, line) => {
      const [, before, value] = /^(.*\blevel: )(\w+)$/.exec(content) ?? [];
      return before === undefined || value === undefined ? [] : [{ line, start: before.length, value }];
    });
  }

  async open(): Promise<void> {
    const opened = this.#server.diagnosed(this.#uri, () => true);
    this.#server.open(this.#uri, 'yaml', this.#text);
    await opened;
  }

  /** Milliseconds. */
  async look(): Promise<{ readonly completion: number; readonly hover: number }> {
    const level = this.#levels[Math.floor(this.#random() * this.#levels.length)];
    if (!level) throw new Error('the measured file has no level');
    const { line, start, value } = level;
    this.#change(line, start, value.length, '');
    const completion = await this.#ask('completion', line, start, answer => /"warning"/.test(answer));
    this.#change(line, start, 0, value);
    const hover = await this.#ask('hover', line, start - 4, answer => /least severe/.test(answer));
    return { completion, hover };
  }

  async #ask(
    what: 'completion' | 'hover',
    line: number,
    character: number,
    accept: (answer: string) => boolean,
  ): Promise<number> {
    const begun = performance.now();
    const parameters = { textDocument: { uri: this.#uri }, position: { line, character } };
    const answer = await this.#server.request(`textDocument/${what}`, parameters);
    const milliseconds = performance.now() - begun;
    if (!accept(JSON.stringify(answer))) throw new Error(`${what} in line ${line + 1} was answered wrongly`);
    return milliseconds;
  }

  #change(line: number, character: number, length: number, text: string): void {
    const range = { start: { line, character }, end: { line, character: character + length } };
    this.#server.notify('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }
}
