/** Shows texts that do not exist yet as read-only documents. */
import * as vscode from 'vscode';

const SCHEME = 'secure-config-preview';

export class Previews implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: uri => this.#texts.get(uri.toString()) ?? '',
    });
  }

  /** @param path relative, for the tab's title and the language */
  add(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  /** Closes every tab that shows a preview. */
  async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap(group => group.tabs)
      .filter(tab => showsPreview(tab.input));
    await vscode.window.tabGroups.close(tabs);
    this.#texts.clear();
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function showsPreview(input: unknown): boolean {
  if (input instanceof vscode.TabInputText) return input.uri.scheme === SCHEME;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME;
}
