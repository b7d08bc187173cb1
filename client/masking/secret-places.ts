/**
 * Knows where the secrets of each shown document are: from the server where it has looked at this very text, else by
 * guess. Whether a file is for production likewise.
 */
import * as vscode from 'vscode';
import type { SecretSpans } from '../../shared/protocol.ts';
import type { DocumentStatuses } from '../documents.ts';
import type { Server } from '../server.ts';
import { formatOf, guessSecrets, isNamedForProduction } from './guess.ts';

/** Of texts whose secrets are covered before they come here: a guess would cover more, and hide what has changed. */
export const VERSION_SCHEME = 'secure-config-version';

/** Of one version of a document. */
interface Guess {
  readonly version: number;
  readonly ranges: readonly vscode.Range[];
}

export class SecretPlaces implements vscode.Disposable {
  /** By URI, as `Uri.toString()` spells it. Null: checked, and not ours. */
  readonly #answers = new Map<string, SecretSpans | null>();
  readonly #guesses = new WeakMap<vscode.TextDocument, Guess>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #server: Server;
  readonly #subscriptions: readonly vscode.Disposable[];

  /** Fires with the URI, as `Uri.toString()` spells it, of a document of which there is something new to say. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server, statuses: DocumentStatuses) {
    this.#server = server;
    this.#subscriptions = [
      statuses.onDidChange(uri => void this.#ask(uri)),
      vscode.window.onDidChangeVisibleTextEditors(editors => {
        for (const { document } of editors)
          if (statuses.of(document.uri)) void this.#ask(String(document.uri));
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (server.state !== 'running' || !this.#answers.has(String(uri))) this.#changed.fire(String(uri));
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#answers.delete(String(uri))),
    ];
  }

  /** Whether it is for production; undefined for a document that is not ours. */
  isForProduction(document: vscode.TextDocument): boolean | undefined {
    const answer = this.#answers.get(String(document.uri));
    const { path, scheme } = document.uri;
    if (answer === null || scheme === VERSION_SCHEME) return undefined;
    return answer?.production ?? (formatOf(path) && isNamedForProduction(path));
  }

  /** In order. One may go over several lines. None in a document that is not ours. */
  of(document: vscode.TextDocument): readonly vscode.Range[] {
    if (this.isForProduction(document) === undefined) return [];
    const answer = this.#answers.get(String(document.uri));
    return answer?.version === document.version ? answer.ranges.map(toRange) : this.#guess(document);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  #guess(document: vscode.TextDocument): readonly vscode.Range[] {
    const known = this.#guesses.get(document);
    if (known?.version === document.version) return known.ranges;
    const ranges = guess(document);
    this.#guesses.set(document, { version: document.version, ranges });
    return ranges;
  }

  /** Only what is shown. An answer for a text that has changed since is followed by another one. */
  async #ask(uri: string): Promise<void> {
    const isShown = (): boolean => shownDocuments().some(document => String(document.uri) === uri);
    if (!isShown() || this.#server.state !== 'running') return;
    try {
      const answer = await this.#server.request('secureConfig/secretSpans', { uri });
      if (!isShown()) return;
      this.#answers.set(uri, answer);
      this.#changed.fire(uri);
    } catch {
      // The server has ended or was restarted: what it has said before, or a guess, stands until it says more.
    }
  }
}

function shownDocuments(): readonly vscode.TextDocument[] {
  return vscode.window.visibleTextEditors.map(({ document }) => document);
}

function guess(document: vscode.TextDocument): vscode.Range[] {
  const lines = Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line).text);
  return guessSecrets(lines).map(({ line, start, end }) => new vscode.Range(line, start, line, end));
}

function toRange({ start, end }: SecretSpans['ranges'][number]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
