/** Starts the built server as a process and speaks to it over real stdio, keeping all that it says. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type MessageReader,
  type ProtocolConnection,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createDocuments, type EditorDocuments } from './lsp-documents.ts';
import { createListening, type EditorListening, type Heard } from './lsp-listening.ts';

const SERVER = path.resolve('dist', 'server.js');

export interface StartOptions {
  /** Client capabilities; none: a client that can do nothing but open files. */
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  /** Folder names in the sandbox; its root unless said otherwise. */
  readonly folders?: readonly string[];
  /** Variables of the server's process beside the test's own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The process whose end is the server's; the test's unless said otherwise. */
  readonly processId?: number;
  /** What `workspace/configuration` is answered with, by scope URI. */
  readonly settings?: (scopeUri: string) => object;
}

export interface Editor extends EditorDocuments, EditorListening {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly capabilities: ServerCapabilities;
  /** Everything the server has said so far, on stdout and stderr. */
  wire(): string;
  uri(file: string): string;
  /** Ends the server as the protocol asks, and removes the sandbox. */
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
  const child = spawn(process.execPath, [SERVER, '--stdio'], {
    env: { ...process.env, ...options.variables },
  });
  const { output, wire } = keepOutput(child);
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
  const documents = createDocuments(folder, connection, uri);
  const listening = createListening(heard, uri, documents.version);
  const stop = () => end(child, connection, folder);
  return { process: child, connection, capabilities, uri, wire, stop, ...documents, ...listening };
}

function keepOutput(child: ChildProcessWithoutNullStreams): { output: PassThrough; wire: () => string } {
  const said: string[] = [];
  const output = new PassThrough();
  child.stdout.on('data', chunk => {
    said.push(String(chunk));
    output.write(chunk);
  });
  child.stderr.on('data', chunk => said.push(String(chunk)));
  return { output, wire: () => said.join('') };
}

function keepMessages(reader: StreamMessageReader): { reader: MessageReader; heard: readonly Heard[] } {
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

const ASKED = [
  'client/registerCapability',
  'window/workDoneProgress/create',
  'workspace/codeLens/refresh',
  'workspace/diagnostic/refresh',
  'workspace/semanticTokens/refresh',
];

function answer(connection: ProtocolConnection, { settings }: StartOptions): void {
  for (const method of ASKED) connection.onRequest(method, () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
    items.map(({ scopeUri }) => settings?.(scopeUri) ?? null),
  );
}

async function end(
  child: ChildProcessWithoutNullStreams,
  connection: ProtocolConnection,
  folder: string,
): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise(resolve => child.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await ended;
  }
  fs.rmSync(folder, { recursive: true, force: true });
}
