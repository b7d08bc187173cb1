/**
 * Which open documents the server is told about, and what it last said of each.
 *
 * Documents are chosen by file name, not by language id: several extensions claim `.env` files under ids of their own.
 * Files of other names, which only a manifest knows, are found by `named-files.ts`.
 */
import * as vscode from 'vscode';
import type { DocumentStatus } from '../shared/protocol.ts';
import type { Server } from './server.ts';

export const DOCUMENT_SELECTOR: readonly { readonly scheme: 'file'; readonly pattern: string }[] = [
  '**/.env*',
  '**/*.env',
  '**/*.{yaml,yml}',
].map(pattern => ({ scheme: 'file', pattern }));

export class DocumentStatuses implements vscode.Disposable {
  readonly #statuses = new Map<string, DocumentStatus>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** Fires with the URI, as `Uri.toString()` spells it, of a document whose status changed. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#subscriptions = [
      server.on('secureConfig/status', ({ uri, status }) => this.#set(uri, status)),
      server.onDidChangeState(state => {
        if (state !== 'running') this.#clear();
      }),
    ];
  }

  /** Undefined when the document is not ours, or has not been checked yet. */
  of(uri: vscode.Uri): DocumentStatus | undefined {
    return this.#statuses.get(uri.toString());
  }

  /** The same, of a URI however it is spelled. */
  named(uri: string): DocumentStatus | undefined {
    return this.of(vscode.Uri.parse(uri));
  }

  /** Of every document that is ours, by URI as `Uri.toString()` spells it. */
  all(): ReadonlyMap<string, DocumentStatus> {
    return this.#statuses;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  #set(uri: string, status: DocumentStatus | null): void {
    // The server spells URIs as it was given them; VS Code may spell the same one differently.
    const key = vscode.Uri.parse(uri).toString();
    if (status) this.#statuses.set(key, status);
    else this.#statuses.delete(key);
    this.#changed.fire(key);
  }

  #clear(): void {
    const known = [...this.#statuses.keys()];
    this.#statuses.clear();
    for (const uri of known) this.#changed.fire(uri);
  }
}
