/** The Compliance view: what has been checked, by environment, kept up to date while the server checks on. */
import * as vscode from 'vscode';
import type { DocumentStatus, FileCompliance } from '../../shared/protocol.ts';
import type { Server } from '../server.ts';
import { type Soon, soon } from '../soon.ts';
import { fileCount } from '../words.ts';
import { itemOf } from './compliance-items.ts';
import { arrangeCompliance, type ComplianceNode, type EnvironmentNode } from './compliance-nodes.ts';

const VIEW = 'secureConfig.compliance';
/** Milliseconds within which the server's announcements are answered by one request. */
const PAUSE = 100;

export class ComplianceTree implements vscode.TreeDataProvider<ComplianceNode>, vscode.Disposable {
  readonly #server: Server;
  readonly #view: vscode.TreeView<ComplianceNode>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #soon: Soon = soon(PAUSE, () => this.refresh());
  #environments: readonly EnvironmentNode[] = [];
  #files: readonly FileCompliance[] = [];
  #statuses: ReadonlyMap<string, DocumentStatus> = new Map();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      server.on('secureConfig/complianceChanged', this.#soon),
      server.onDidChangeState(state => (state === 'running' ? this.#soon() : this.#show([]))),
    ];
  }

  getTreeItem(node: ComplianceNode): vscode.TreeItem {
    return itemOf(node);
  }

  getChildren(node?: ComplianceNode): ComplianceNode[] {
    return [...childrenOf(node, this.#environments)];
  }

  /** What the server last said of a file, open or not; undefined when it has not been checked. */
  statusOf(uri: vscode.Uri): DocumentStatus | undefined {
    return this.#statuses.get(uri.toString());
  }

  /** Everything that the server last said. */
  get files(): readonly FileCompliance[] {
    return this.#files;
  }

  /** Asks the server again. Keeps what is shown when the server does not answer. */
  async refresh(): Promise<void> {
    if (this.#server.state !== 'running') return;
    this.#show(await this.#server.request('secureConfig/compliance', null));
  }

  dispose(): void {
    this.#soon.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  #show(files: readonly FileCompliance[]): void {
    this.#files = files;
    this.#environments = arrangeCompliance(files);
    this.#statuses = new Map(files.map(({ uri, status }) => [vscode.Uri.parse(uri).toString(), status]));
    this.#view.badge = badgeOf(files);
    this.#changed.fire(undefined);
  }
}

/** How many files something has to be done about. */
function badgeOf(files: readonly FileCompliance[]): vscode.ViewBadge | undefined {
  const failing = files.filter(({ status }) => !status.isCompliant);
  const drifting = files.filter(({ status }) => (status.baseline?.drifted ?? 0) > 0);
  const value = new Set([...failing, ...drifting]).size;
  if (value === 0) return undefined;
  const said = [
    ...(failing.length > 0 ? [vscode.l10n.t('{0} not compliant', fileCount(failing.length))] : []),
    ...(drifting.length > 0 ? [vscode.l10n.t('{0} not as approved', fileCount(drifting.length))] : []),
  ];
  return { value, tooltip: said.join(', ') };
}

function childrenOf(
  node: ComplianceNode | undefined,
  roots: readonly EnvironmentNode[],
): readonly ComplianceNode[] {
  if (!node) return roots;
  if (node.kind === 'environment') return node.files;
  return node.kind === 'file' ? node.findings : [];
}
