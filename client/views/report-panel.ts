/** Keeps one report panel for each document whose report is open, and each of them up to date. */
import * as vscode from 'vscode';
import type { DocumentReport, FileFinding } from '../../shared/protocol.ts';
import type { DocumentStatuses } from '../documents.ts';
import type { Server } from '../server.ts';
import { goTo } from './places.ts';
import { reportContent, spokenSummary } from './report-content.ts';
import { reportPage } from './report-page.ts';

const VIEW_TYPE = 'secureConfig.report';
/** Milliseconds without a change after which an open report is brought up to date. */
const PAUSE = 150;

interface OpenReport {
  readonly panel: vscode.WebviewPanel;
  latest: DocumentReport;
  timer?: ReturnType<typeof setTimeout>;
}

export class ReportPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #server: Server;
  readonly #icon: { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  readonly #open = new Map<string, OpenReport>();
  readonly #activeChanged = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** Fires when a report comes to the front or goes from it. */
  readonly onDidChangeActive = this.#activeChanged.event;

  constructor(server: Server, statuses: DocumentStatuses, extension: vscode.Uri) {
    this.#server = server;
    this.#icon = {
      light: vscode.Uri.joinPath(extension, 'images', 'report-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'images', 'report-dark.svg'),
    };
    this.#subscriptions = [
      statuses.onDidChange(uri => this.#soon(uri)),
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
    ];
  }

  /** The document whose report is in front. */
  get active(): vscode.Uri | undefined {
    const found = [...this.#open].find(([, { panel }]) => panel.active);
    return found && vscode.Uri.parse(found[0]);
  }

  /** Opens the document's report beside it, or brings it to the front; false when there is none. */
  async show(uri: vscode.Uri): Promise<boolean> {
    const known = this.#open.get(uri.toString());
    if (known) {
      known.panel.reveal();
      return true;
    }
    const latest = await this.#server.request('secureConfig/report', { uri: uri.toString() });
    if (!latest) return false;
    const column = vscode.ViewColumn.Beside;
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, titleOf(latest), column, {
      enableScripts: true,
    });
    this.#adopt(panel, uri, latest);
    return true;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const uri = uriOf(state);
    const latest = uri && (await this.#server.request('secureConfig/report', { uri: uri.toString() }));
    if (!latest) return panel.dispose();
    panel.webview.options = { enableScripts: true };
    this.#adopt(panel, uri, latest);
  }

  dispose(): void {
    for (const { panel, timer } of this.#open.values()) {
      clearTimeout(timer);
      panel.dispose();
    }
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#activeChanged.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, uri: vscode.Uri, latest: DocumentReport): void {
    const key = uri.toString();
    const open: OpenReport = { panel, latest };
    this.#open.set(key, open);
    panel.iconPath = this.#icon;
    panel.onDidDispose(() => {
      clearTimeout(open.timer);
      this.#open.delete(key);
      this.#activeChanged.fire();
    });
    panel.webview.onDidReceiveMessage(message => answer(message, uri, open.latest));
    panel.onDidChangeViewState(() => {
      this.#activeChanged.fire();
      if (panel.visible) this.#soon(key);
    });
    this.#activeChanged.fire();
    panel.webview.html = reportPage({
      uri: key,
      title: titleOf(latest),
      content: reportContent(latest, timeOf(latest)),
      nonce: crypto.randomUUID().replaceAll('-', ''),
    });
  }

  #soon(uri: string): void {
    const open = this.#open.get(uri);
    if (!open) return;
    clearTimeout(open.timer);
    open.timer = setTimeout(() => {
      this.#refresh(uri, open).catch(() => {
        // The server stopped in between; the next status it sends brings the report up to date.
      });
    }, PAUSE);
  }

  async #refresh(uri: string, open: OpenReport): Promise<void> {
    if (this.#server.state !== 'running') return;
    const latest = await this.#server.request('secureConfig/report', { uri });
    if (!latest || !this.#open.has(uri)) return;
    open.latest = latest;
    const content = reportContent(latest, timeOf(latest));
    await open.panel.webview.postMessage({ html: content.html, spoken: spokenSummary(latest) });
  }
}

/** What the page sends is checked like anything that comes from outside. */
async function answer(message: unknown, uri: vscode.Uri, { rulePages }: DocumentReport): Promise<void> {
  const { do: action, what } = (message ?? {}) as { do?: unknown; what?: unknown };
  if (typeof what !== 'string') return;
  if (action === 'reveal') await goTo(uri, rangeOf(what));
  const page = action === 'page' && Object.hasOwn(rulePages, what) ? rulePages[what] : undefined;
  if (page) await openRulePage(vscode.Uri.parse(page));
}

async function openRulePage(page: vscode.Uri): Promise<void> {
  if (page.scheme === 'file' && page.path.endsWith('.md')) {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } else if (page.scheme === 'file') await goTo(page);
  else if (page.scheme === 'https') await vscode.env.openExternal(page);
}

function rangeOf(text: string): FileFinding['range'] | undefined {
  const numbers = text.split(':').map(Number);
  if (numbers.length !== 4 || !numbers.every(Number.isSafeInteger)) return undefined;
  const [startLine = 0, startCharacter = 0, endLine = 0, endCharacter = 0] = numbers;
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}

function uriOf(state: unknown): vscode.Uri | undefined {
  const uri = (state as { uri?: unknown } | undefined)?.uri;
  return typeof uri === 'string' ? vscode.Uri.parse(uri) : undefined;
}

function titleOf({ path }: DocumentReport): string {
  return `Compliance: ${path.slice(path.lastIndexOf('/') + 1)}`;
}

function timeOf({ report }: DocumentReport): string {
  return new Date(report.validatedAt).toLocaleString();
}
