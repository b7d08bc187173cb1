/**
 * A tree of what a ledger holds: nodes are asked for when they are opened, more of them when the person asks, and all of
 * them again when the ledger has changed.
 */
import * as vscode from 'vscode';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Drawn } from './drawn.ts';
import { treeItem } from './tree-item.ts';

export interface TreeSource<Node> {
  /** `secureConfig.history` */
  readonly view: string;
  /** Rejects when the server refuses; its words then stand in the view. */
  children(node?: Node): Promise<readonly Node[]>;
  draw(node: Node): Drawn;
  /** Forgets what has been asked for beside the first page of each list. */
  outdate?(): void;
}

export class LedgerTree<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #source: TreeSource<Node>;
  readonly #ledgers: Ledgers;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #subscription: vscode.Disposable;
  readonly view: vscode.TreeView<Node>;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(source: TreeSource<Node>, ledgers: Ledgers) {
    this.#source = source;
    this.#ledgers = ledgers;
    this.view = vscode.window.createTreeView(source.view, { treeDataProvider: this, showCollapseAll: true });
    this.#subscription = ledgers.onDidChange(() => this.refresh());
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(this.#source.draw(node), node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    try {
      const children = await this.#source.children(node);
      if (!node) this.#say(this.#problem());
      return [...children];
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
      return [];
    }
  }

  refresh(): void {
    this.#source.outdate?.();
    this.#changed.fire(undefined);
  }

  /** Draws everything again from what is known. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.view.dispose();
    this.#changed.dispose();
  }

  /** Of the ledgers that cannot be used. Where the view's welcome text says it, nothing: a message would take its place. */
  #problem(): string | undefined {
    if (['git-missing', 'untrusted'].includes(this.#ledgers.condition)) return undefined;
    const problems = this.#ledgers.folders.flatMap(({ name, problem }) =>
      problem ? [`${name}: ${problem.message}`] : [],
    );
    return problems.join('\n') || undefined;
  }

  #say(message: string | undefined): void {
    this.view.message = message as string; // the type leaves out that undefined takes the message away
  }
}
