/** A language client that does nothing but time: it sends, and resolves when a message that it waits for arrives. */
import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

export interface Diagnostic {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly severity?: number;
  readonly message: string;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class TimedServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listeners = new Set<(uri: string, diagnostics: readonly Diagnostic[]) => void>();
  readonly #settings: Readonly<Record<string, unknown>>;
  #buffer: Buffer = Buffer.alloc(0);
  #nextId = 1;

  /** @param settings answers to workspace/configuration, by section */
  constructor(command: readonly string[], settings: Readonly<Record<string, unknown>> = {}) {
    const [program = process.execPath, ...rest] = command;
    this.#settings = settings;
    this.#child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the server did not start');
    return this.#child.pid;
  }

  async initialize(folder: string): Promise<void> {
    const rootUri = pathToFileURL(folder).href;
    await this.request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: {} },
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          synchronization: {},
          completion: {},
          hover: {},
        },
      },
    });
    this.notify('initialized', {});
    this.notify('workspace/didChangeConfiguration', { settings: this.#settings });
  }

  open(uri: string, languageId: string, text: string): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Resolves with the milliseconds until the server has published diagnostics that `accept` agrees to. */
  diagnosed(uri: string, accept: (diagnostics: readonly Diagnostic[]) => boolean): Promise<number> {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => finish(() => reject(new Error(`no expected diagnostics for ${uri} within 60 s`))),
        60_000,
      );
      const listener = (published: string, diagnostics: readonly Diagnostic[]) => {
        if (published === uri && accept(diagnostics)) finish(() => resolve(performance.now() - start));
      };
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        settle();
      };
      this.#listeners.add(listener);
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  request(method: string, params: unknown): Promise<unknown> {
    return this.begin(method, params).answer;
  }

  /** A request that may be cancelled. */
  begin(method: string, params: unknown): { readonly answer: Promise<unknown>; readonly cancel: () => void } {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      );
      this.#send({ jsonrpc: '2.0', id, method, params });
    });
    return { answer, cancel: () => this.notify('$/cancelRequest', { id }) };
  }

  async stop(): Promise<void> {
    const exited = new Promise(resolve => this.#child.once('exit', resolve));
    await Promise.race([this.request('shutdown', null), new Promise(resolve => setTimeout(resolve, 2000))]);
    this.notify('exit', null);
    setTimeout(() => this.#child.kill('SIGKILL'), 1000).unref();
    await exited;
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify(message));
    this.#child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin?.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, end))?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const body = this.#buffer.toString('utf8', end + 4, end + 4 + length);
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#handle(JSON.parse(body) as Message);
    }
  }

  #handle(message: Message): void {
    if (message.method === undefined) {
      const id = Number(message.id);
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    } else if (message.id !== undefined) {
      this.#send({ jsonrpc: '2.0', id: message.id, result: this.#answer(message) });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: readonly Diagnostic[] };
      for (const listener of [...this.#listeners]) listener(uri, diagnostics);
    }
  }

  #answer({ method, params }: Message): unknown {
    if (method !== 'workspace/configuration') return null;
    const { items } = params as { items: readonly { section?: string }[] };
    return items.map(({ section }) => this.#settings[section ?? ''] ?? null);
  }
}
