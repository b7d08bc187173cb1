/** A small editor: starts the built server as a process and speaks to it over real stdio, keeping all it says. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  createProtocolConnection,
  type Diagnostic,
  type MessageReader,
  type ProtocolConnection,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const SERVER = path.resolve('dist', 'server.js');
/** Milliseconds within which anything that is waited for has to come. */
const PATIENCE = 8_000;

export interface StartOptions {
  /** Client capabilities; none: a client that can do nothing but open files. */
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  /** Folder names in the sandbox; its root unless said otherwise. */
  readonly folders?: readonly string[];
  /** The process whose end is the server's; the test's unless said otherwise. */
  readonly processId?: number;
  /** What `workspace/configuration` is answered with, by scope URI. */
  readonly settings?: (scopeUri: string) => object;
}

export interface Heard {
  readonly method: string;
  readonly params: unknown;
}

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export interface Editor {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly capabilities: ServerCapabilities;
  /** Everything the server has said so far, on stdout and stderr. */
  wire(): string;
  /** Every notification and request of the server, in order. */
  readonly heard: readonly Heard[];
  uri(file: string): string;
  open(file: string, text?: string): void;
  /** Replaces the whole text, or `from` by `to` (its first occurrence), incrementally. */
  change(file: string, text: string | { readonly from: string; readonly to: string }): void;
  close(file: string): void;
  save(file: string): void;
  /** Waits until what was last published for the file satisfies the condition. */
  published(file: string, accept?: (published: Published) => boolean): Promise<Published>;
  /** Waits for the server's next notification or request of the name that satisfies the condition, past ones included. */
  hears(method: string, accept?: (params: never) => boolean): Promise<unknown>;
  stop(): Promise<void>;
}

/** A new folder with the files; their folders are made. */
export function sandbox(files: Readonly<Record<string, string>>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-lsp-')));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

export async function startEditor(folder: string, options: StartOptions = {}): Promise<Editor> {
  assert.ok(fs.existsSync(SERVER), 'the server is not built: run npm run build');
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: string[] = [];
  const output = new PassThrough();
  child.stdout.on('data', chunk => {
    said.push(String(chunk));
    output.write(chunk);
  });
  child.stderr.on('data', chunk => said.push(String(chunk)));
  const { reader, heard } = keepMessages(new StreamMessageReader(output));
  const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));
  answer(connection, options);
  connection.listen();
  const uri = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const { capabilities } = await connection.sendRequest<{ capabilities: ServerCapabilities }>('initialize', {
    processId: options.processId ?? process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
    workspaceFolders: (options.folders ?? ['']).map(name => ({ uri: uri(name), name: name || 'root' })),
  });
  await connection.sendNotification('initialized', {});
  return { process: child, connection, capabilities, heard, uri, wire: () => said.join(''), ...verbs() };

  function verbs(): Pick<Editor, 'open' | 'change' | 'close' | 'save' | 'published' | 'hears' | 'stop'> {
    const texts = new Map<string, { text: string; version: number }>();
    const hears: Editor['hears'] = async (method, accept = () => true) => {
      const find = () => heard.findLast(each => each.method === method && accept(each.params as never));
      await until(
        () => find() !== undefined,
        () => `${method}; heard ${JSON.stringify(heard, null, 1)}`,
      );
      return find()?.params;
    };
    return {
      hears,
      open: (file, text = fs.readFileSync(path.join(folder, file), 'utf8')) => {
        texts.set(file, { text, version: 1 });
        const textDocument = { uri: uri(file), languageId: 'dotenv', version: 1, text };
        void connection.sendNotification('textDocument/didOpen', { textDocument });
      },
      change: (file, change) => {
        const known = texts.get(file) ?? { text: '', version: 0 };
        const contentChange = typeof change === 'string' ? { text: change } : incremental(known.text, change);
        const text = typeof change === 'string' ? change : known.text.replace(change.from, () => change.to);
        texts.set(file, { text, version: known.version + 1 });
        const textDocument = { uri: uri(file), version: known.version + 1 };
        void connection.sendNotification('textDocument/didChange', {
          textDocument,
          contentChanges: [contentChange],
        });
      },
      close: file => {
        texts.delete(file);
        void connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(file) } });
      },
      save: file => {
        fs.writeFileSync(path.join(folder, file), texts.get(file)?.text ?? '');
        void connection.sendNotification('textDocument/didSave', { textDocument: { uri: uri(file) } });
      },
      published: async (file, accept = () => true) => {
        const version = texts.get(file)?.version;
        const isNewest = (each: Published): boolean =>
          each.uri === uri(file) && (version === undefined || each.version === version);
        const last = () =>
          heard.findLast(each => each.method === DIAGNOSTICS && isNewest(each.params as Published));
        const accepted = () => {
          const params = last()?.params as Published | undefined;
          return params !== undefined && accept(params);
        };
        await until(
          accepted,
          () => `diagnostics of ${file}; last: ${JSON.stringify(last()?.params, null, 1)}`,
        );
        return last()?.params as Published;
      },
      stop: async () => {
        await connection.sendRequest('shutdown');
        const ended = new Promise(resolve => child.once('exit', resolve));
        await connection.sendNotification('exit');
        await ended;
        fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  }
}

const DIAGNOSTICS = 'textDocument/publishDiagnostics';
const ASKED = [
  'client/registerCapability',
  'window/workDoneProgress/create',
  'workspace/codeLens/refresh',
  'workspace/diagnostic/refresh',
];

/** A token that is cancelled after the milliseconds. */
export function cancelledAfter(milliseconds: number): CancellationTokenSource['token'] {
  const source = new CancellationTokenSource();
  setTimeout(() => source.cancel(), milliseconds);
  return source.token;
}

export async function until(
  condition: () => boolean,
  describe: () => string,
  patience = PATIENCE,
): Promise<void> {
  const end = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > end) assert.fail(`waited in vain for ${describe()}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** What the server asks for, and that it asks, is answered; what it says is kept. */
function answer(connection: ProtocolConnection, options: StartOptions): void {
  for (const method of ASKED) connection.onRequest(method, () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
    items.map(({ scopeUri }) => options.settings?.(scopeUri) ?? null),
  );
}

function keepMessages(reader: StreamMessageReader): { reader: MessageReader; heard: Heard[] } {
  const heard: Heard[] = [];
  const listen: MessageReader['listen'] = callback =>
    reader.listen(message => {
      const { method, params } = message as Partial<Heard>;
      if (method !== undefined) heard.push({ method, params });
      callback(message);
    });
  const { onError, onClose, onPartialMessage } = reader;
  return { heard, reader: { onError, onClose, onPartialMessage, listen, dispose: () => reader.dispose() } };
}

function incremental(text: string, { from, to }: { from: string; to: string }): object {
  const start = text.indexOf(from);
  assert.ok(start >= 0, `the text has no ${from}`);
  const at = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { range: { start: at(start), end: at(start + from.length) }, text: to };
}
