/** Keeps one webview panel for each thing that is shown, and each of them up to date. */
import * as vscode from 'vscode';
import type { Server } from '../server.ts';
import type { Html } from './html.ts';

/** What tells one kind of panel from another. */
export interface LiveView<Latest> {
  readonly viewType: string;
  /** File names in images/, without `-light.svg` and `-dark.svg`. */
  readonly icon: string;
  readonly column: vscode.ViewColumn;
  /** Null when there is nothing to show of what is asked for. */
  load(uri: string): Promise<Latest | null>;
  /** What the panel is about, asked for by this: one panel for each. */
  uriOf(latest: Latest, asked: string): string;
  titleOf(latest: Latest): string;
  content(latest: Latest): Html;
  page(page: PanelPage): string;
  /** What a screen reader says when the content changes. */
  spoken(latest: Latest): string;
  /** What was clicked: both texts come from the page and are checked like anything that comes from outside. */
  onClick(action: string, what: string, latest: Latest, uri: string): Promise<void>;
}

export interface PanelPage {
  readonly uri: string;
  readonly title: string;
  readonly content: Html;
  readonly nonce: string;
}

interface OpenPanel<Latest> {
  readonly panel: vscode.WebviewPanel;
  latest: Latest;
  timer?: ReturnType<typeof setTimeout>;
}

/** Milliseconds without a change after which a panel is brought up to date. */
const PAUSE = 150;

export class LivePanels<Latest> implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #server: Server;
  readonly #view: LiveView<Latest>;
  readonly #images: vscode.Uri;
  readonly #open = new Map<string, OpenPanel<Latest>>();
  readonly #activeChanged = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];

  /** Fires when a panel comes to the front or goes from it. */
  readonly onDidChangeActive = this.#activeChanged.event;

  /**
   * @param follow attaches the events after which a panel, or without URI all of them, may be out of date; `redraw` draws those
   * that are seen anew from what is known, as time goes by
   */
  constructor(
    server: Server,
    extension: vscode.Uri,
    view: LiveView<Latest>,
    follow: (
      outdate: (uri?: string, pause?: number) => void,
      redraw: () => void,
    ) => readonly vscode.Disposable[],
  ) {
    this.#server = server;
    this.#view = view;
    this.#images = vscode.Uri.joinPath(extension, 'images');
    this.#subscriptions = [
      ...follow(
        (uri, pause) => this.#soon(uri === undefined ? [...this.#open.keys()] : [uri], pause),
        () => this.#redraw(),
      ),
      vscode.window.registerWebviewPanelSerializer(view.viewType, this),
    ];
  }

  /** What the panel in front is about. */
  get active(): vscode.Uri | undefined {
    const found = [...this.#open].find(([, { panel }]) => panel.active);
    return found && vscode.Uri.parse(found[0]);
  }

  /** Opens a panel, or brings the one that is there to the front; false when there is nothing to show. */
  async show(asked: vscode.Uri): Promise<boolean> {
    if (this.#reveal(asked.toString())) return true;
    const latest = await this.#view.load(asked.toString());
    if (!latest) return false;
    const uri = this.#view.uriOf(latest, asked.toString());
    if (this.#reveal(uri)) return true;
    const { viewType, column } = this.#view;
    const options = { enableScripts: true, enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel(viewType, this.#view.titleOf(latest), column, options);
    this.#adopt(panel, uri, latest);
    return true;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const uri = uriIn(state);
    const latest = uri === undefined ? null : await this.#view.load(uri);
    if (uri === undefined || !latest || this.#open.has(uri)) return panel.dispose();
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

  #reveal(uri: string): boolean {
    const known = this.#open.get(uri);
    known?.panel.reveal();
    return known !== undefined;
  }

  #adopt(panel: vscode.WebviewPanel, uri: string, latest: Latest): void {
    const open: OpenPanel<Latest> = { panel, latest };
    this.#open.set(uri, open);
    panel.iconPath = this.#icon();
    panel.onDidDispose(() => {
      clearTimeout(open.timer);
      this.#open.delete(uri);
      this.#activeChanged.fire();
    });
    panel.webview.onDidReceiveMessage(message => this.#answer(message, uri, open.latest));
    panel.onDidChangeViewState(() => {
      this.#activeChanged.fire();
      if (panel.visible) this.#soon([uri]);
    });
    this.#activeChanged.fire();
    panel.webview.html = this.#view.page({
      uri,
      title: this.#view.titleOf(latest),
      content: this.#view.content(latest),
      nonce: crypto.randomUUID().replaceAll('-', ''),
    });
  }

  #icon(): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
    const { icon } = this.#view;
    return {
      light: vscode.Uri.joinPath(this.#images, `${icon}-light.svg`),
      dark: vscode.Uri.joinPath(this.#images, `${icon}-dark.svg`),
    };
  }

  async #answer(message: unknown, uri: string, latest: Latest): Promise<void> {
    const { do: action, what } = (message ?? {}) as { do?: unknown; what?: unknown };
    if (typeof action === 'string' && typeof what === 'string') {
      await this.#view.onClick(action, what, latest, uri);
    }
  }

  #soon(uris: readonly string[], pause = PAUSE): void {
    for (const uri of uris) {
      const open = this.#open.get(uri);
      if (!open) continue;
      clearTimeout(open.timer);
      open.timer = setTimeout(() => {
        this.#refresh(uri, open).catch(() => {
          // The server stopped in between; the next status it sends brings the panel up to date.
        });
      }, pause);
    }
  }

  async #refresh(uri: string, open: OpenPanel<Latest>): Promise<void> {
    if (this.#server.state !== 'running') return;
    const latest = await this.#view.load(uri);
    if (!latest || !this.#open.has(uri)) return;
    open.latest = latest;
    await this.#draw(open);
  }

  #redraw(): void {
    for (const open of this.#open.values()) if (open.panel.visible) void this.#draw(open);
  }

  async #draw({ panel, latest }: OpenPanel<Latest>): Promise<void> {
    const { html } = this.#view.content(latest);
    await panel.webview.postMessage({ html, spoken: this.#view.spoken(latest) });
  }
}

function uriIn(state: unknown): string | undefined {
  const uri = (state as { uri?: unknown } | undefined)?.uri;
  return typeof uri === 'string' ? uri : undefined;
}
