/** What the client knows of the workspace's ledgers: how each stands, kept up to date by the server's news. */
import * as vscode from 'vscode';
import type { LedgerFolder } from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import { type Soon, soon } from '../soon.ts';

/** What the views' welcome texts go by: the context key `secureConfig.ledger`. */
type Condition = 'ready' | 'none' | 'git-missing' | 'unavailable' | 'untrusted' | 'no-manifest';

/** Milliseconds within which several pieces of news are answered by one request. */
const PAUSE = 100;

export class Ledgers implements vscode.Disposable {
  readonly #server: Server;
  readonly #output: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #soon: Soon = soon(PAUSE, () => this.refresh());
  #folders: readonly LedgerFolder[] = [];

  /** Fires after each change of `folders`, and when a ledger has new events. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server, output: vscode.LogOutputChannel) {
    this.#server = server;
    this.#output = output;
    const later = this.#soon;
    const manifests = vscode.workspace.createFileSystemWatcher('**/secure-config.yaml');
    this.#subscriptions = [
      server.on('secureConfig/ledgerChanged', later),
      server.onDidChangeState(state => (state === 'running' ? later() : this.#set([]))),
      manifests,
      manifests.onDidCreate(later),
      manifests.onDidChange(later),
      manifests.onDidDelete(later),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
      vscode.workspace.onDidGrantWorkspaceTrust(later),
    ];
    this.#set([]);
  }

  /** Every folder with a manifest, those without a ledger too. */
  get folders(): readonly LedgerFolder[] {
    return this.#folders;
  }

  /** Those whose ledger can be worked with. */
  get ready(): readonly (LedgerFolder & { readonly status: NonNullable<LedgerFolder['status']> })[] {
    return this.#folders.flatMap(folder => {
      const { status } = folder;
      return status ? [{ ...folder, status }] : [];
    });
  }

  get condition(): Condition {
    return conditionOf(this.#folders);
  }

  of(folderUri: string): LedgerFolder | undefined {
    return this.#folders.find(folder => folder.folderUri === folderUri);
  }

  /** Waits for a server that is starting. */
  async refresh(): Promise<void> {
    if (this.#server.state === 'stopped') return;
    this.#set(await this.#server.request('secureConfig/ledgers', null));
  }

  dispose(): void {
    this.#soon.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  #set(folders: readonly LedgerFolder[]): void {
    for (const folder of folders) this.#log(folder);
    this.#folders = folders;
    void vscode.commands.executeCommand('setContext', 'secureConfig.ledger', this.condition);
    this.#changed.fire();
  }

  /** What is new of a ledger stands in the output. */
  #log({ folderUri, name, status, problem }: LedgerFolder): void {
    const known = this.of(folderUri);
    if (problem && problem.message !== known?.problem?.message)
      this.#output.warn(`${name}: ${problem.message}`);
    if (status && status.head !== known?.status?.head) {
      const { events, head, sync } = status;
      const unpushed = sync.unpushed > 0 ? `, ${sync.unpushed} on this machine only` : '';
      this.#output.info(`${name}: the ledger has ${events} events${unpushed}; head ${head}.`);
    }
  }
}

function conditionOf(folders: readonly LedgerFolder[]): Condition {
  if (!vscode.workspace.isTrusted) return 'untrusted';
  if (folders.some(({ status }) => status)) return 'ready';
  const codes = folders.flatMap(({ problem }) => problem?.code ?? []);
  if (codes.some(code => code === 'git-missing' || code === 'git-too-old')) return 'git-missing';
  if (codes.length > 0) return 'unavailable';
  return folders.length > 0 ? 'none' : 'no-manifest';
}
