/**
 * The connection to the server, by the library for language clients. It stands in a bundle of its own, which is read when
 * the server is started; `NOT_OFFERED` in esbuild.mjs names the parts of the library that are left out.
 */
import * as vscode from 'vscode';
import {
  CloseAction,
  type DynamicFeature,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  type TextDocumentRegistrationOptions,
  TextDocumentSyncKind,
  TransportKind,
  WorkDoneProgress,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../shared/protocol.ts';
import { DOCUMENT_SELECTOR } from './documents.ts';
import { SERVER_FLAGS } from './server-flags.ts';

export type WorkDone = { readonly percentage?: number; readonly message?: string };

export interface ConnectionOptions {
  /** Absolute path of the bundled server. */
  readonly module: string;
  /** Variables that the server's process gets beside our own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly output: vscode.LogOutputChannel;
  /** The connection is closed, whatever closed it. */
  readonly ended: (connection: ServerConnection) => void;
}

/** What a document that is followed takes part in. */
const DOCUMENT_FEATURES = [
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didSave',
  'textDocument/didClose',
  'textDocument/codeLens',
  'textDocument/codeAction',
  'textDocument/definition',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/formatting',
  'textDocument/rangeFormatting',
  'textDocument/references',
  'textDocument/rename',
  'textDocument/selectionRange',
] as const;

/** One process of the server, from its start to its end. */
export class ServerConnection extends LanguageClient {
  constructor({ module, environment, output, ended }: ConnectionOptions) {
    const options = { ...clientOptions(output), errorHandler: errorHandler(() => ended(this)) };
    super('secureConfig', 'Secure Config', serverOptions(module, environment), options);
  }

  /** Leaves it to `Server` to tell the person, who would otherwise be told everything twice. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** Tells the server of one more document, whose name the selector does not cover. */
  follow(uri: vscode.Uri): void {
    const documentSelector = [{ scheme: uri.scheme, pattern: uri.fsPath }];
    const syncKind = TextDocumentSyncKind.Incremental;
    const registerOptions = { documentSelector, syncKind, resolveProvider: true, prepareProvider: true };
    for (const method of DOCUMENT_FEATURES) {
      // The library gives each method a type of its own; what is registered is the same for all of them.
      const feature: DynamicFeature<TextDocumentRegistrationOptions> | undefined = this.getFeature(
        method as 'textDocument/didOpen',
      );
      feature?.register({ id: `${method} ${uri}`, registerOptions });
    }
  }

  /** Follows the work-done progress that a request names by its token. */
  onWorkDone(token: string, listener: (done: WorkDone) => void): vscode.Disposable {
    const disposable = this.onProgress(WorkDoneProgress.type, token, value => {
      if (value.kind !== 'end') listener(value);
    });
    return new vscode.Disposable(() => disposable.dispose());
  }
}

function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [...DOCUMENT_SELECTOR],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'secure-config',
    initializationOptions: {
      trusted: vscode.workspace.isTrusted,
      diagnostics: 'push',
      notifications: true,
      prompts: true,
    } satisfies InitializationOptions,
    initializationFailedHandler: () => false,
    // The library would read lines by `readline`, which the editor has not loaded: several milliseconds at each start.
    stdioOptions: { stdout: () => {}, stderr: logErrors },
  };
}

function logErrors(input: NodeJS.ReadableStream, output: vscode.LogOutputChannel): void {
  input.setEncoding('utf8').on('data', (text: string) => output.error(text.trimEnd()));
}

function errorHandler(ended: () => void): ErrorHandler {
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => {
      ended();
      // The library's own restart keeps what belonged to the broken connection; ours begins afresh.
      const message = 'The connection to the server was closed.';
      return { action: CloseAction.DoNotRestart, handled: true, message };
    },
  };
}

/** By the editor's own Node. The library's fork would open a channel that nothing is said through. */
function serverOptions(module: string, environment: Readonly<Record<string, string>>): ServerOptions {
  const env = { ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1', ...environment };
  const options = { env, execArgv: [...SERVER_FLAGS] };
  const run = { module, runtime: process.execPath, transport: TransportKind.stdio, options };
  return {
    run,
    debug: { ...run, options: { ...options, execArgv: [...SERVER_FLAGS, '--nolazy', '--inspect=6009'] } },
  };
}
