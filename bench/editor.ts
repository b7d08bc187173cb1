/** Somebody who types into a measured file: each edit changes what has to be published, and that is waited for. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeSchema, makeServices, mulberry32, toDotenv, toYaml, writeProject } from './corpus.ts';
import { type Diagnostic, TimedServer } from './language-server.ts';
import type { Contestant } from './scenario.ts';

/** Edits before those that count, until the engine has compiled what they use: people type for longer than that. */
export const WARM_UP = 50;

export type Language = 'dotenv' | 'yaml';

export function fileName(language: Language): string {
  return language === 'yaml' ? 'bench.yaml' : '.env';
}

/** A folder with one file of that many lines, and what checks it. */
export function writeFile(folder: string, language: Language, lines: number): void {
  const services = makeServices(lines);
  const text = language === 'yaml' ? toYaml(services) : toDotenv(services);
  writeProject(folder, makeSchema(services), { [fileName(language)]: text });
}

/** Starts the server on the folder, does the work, and stops it. */
export async function withServer<T>(
  contestant: Contestant,
  folder: string,
  work: (server: TimedServer) => Promise<T>,
): Promise<T> {
  const server = new TimedServer(contestant.command, contestant.settings?.(folder));
  try {
    await server.initialize(folder);
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** Milliseconds until the first diagnostics of the file that `accept` agrees to. */
export async function openFile(
  server: TimedServer,
  file: string,
  language: Language,
  accept: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
): Promise<number> {
  const uri = pathToFileURL(file).href;
  const opened = server.diagnosed(uri, accept);
  server.open(uri, language, fs.readFileSync(file, 'utf8'));
  return opened;
}

export async function openEditor(server: TimedServer, folder: string, language: Language): Promise<Editor> {
  const file = path.join(folder, fileName(language));
  await openFile(server, file, language);
  return new Editor(server, pathToFileURL(file).href, fs.readFileSync(file, 'utf8'));
}

interface Port {
  readonly line: number;
  readonly start: number;
  readonly value: string;
}

/** Makes one port invalid, then valid again, then the next. */
export class Editor {
  readonly #server: TimedServer;
  readonly #uri: string;
  readonly #ports: readonly Port[];
  readonly #random = mulberry32(7);
  #broken: Port | undefined;
  #version = 1;

  constructor(server: TimedServer, uri: string, text: string) {
    this.#server = server;
    this.#uri = uri;
    this.#ports = text.split('\n').flatMap((content, line) => {
      const [, before, value] = /^(.*port(?:: |=))(\d+)$/i.exec(content) ?? [];
      return before === undefined || value === undefined ? [] : [{ line, start: before.length, value }];
    });
  }

  /** So many edits, one after the other; the milliseconds of each until diagnostics say what they must. */
  async type(edits: number): Promise<number[]> {
    const times: number[] = [];
    for (let edit = 0; edit < edits; edit++) times.push(await this.burst(1));
    return times;
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
