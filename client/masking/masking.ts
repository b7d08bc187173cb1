/**
 * Covers secrets in editors, so that a shared screen, a picture or a passer-by does not show them. A cover is drawn as
 * soon as VS Code says that an editor is there: by guess at first, as the server says a moment later.
 */
import * as vscode from 'vscode';
import { Covers, rangeOf } from './covers.ts';
import { guessSecrets, type Piece } from './guess.ts';
import type { SecretPlaces } from './secret-places.ts';

const SETTING = 'secureConfig.masking';

interface Revealed {
  readonly editor: vscode.TextEditor;
  readonly line: number;
}

export class Masking implements vscode.Disposable {
  readonly #places: SecretPlaces;
  readonly #covers = new Covers();
  /** What the person has chosen for a document, by URI, until it is closed. */
  readonly #chosen = new Map<string, boolean>();
  /** What the setting is for a document, by URI: the editor takes a millisecond to say it, and it is asked at each cursor move. */
  readonly #settings = new Map<string, string | undefined>();
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #drawn = new vscode.EventEmitter<void>();
  #revealed: Revealed | undefined;

  /** Fires when an editor's covers may have changed. */
  readonly onDidDraw = this.#drawn.event;

  constructor(places: SecretPlaces) {
    this.#places = places;
    this.#subscriptions = [
      this.#covers,
      this.#drawn,
      places.onDidChange(uri => this.#drawDocument(uri)),
      vscode.window.onDidChangeVisibleTextEditors(editors => this.#drawAll(editors)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#drawDocument(String(uri));
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.#hide()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused || this.#hide()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#followCursor(textEditor)),
      vscode.workspace.onDidChangeTextDocument(change => this.#follow(change)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#chosen.delete(String(uri));
        this.#settings.delete(String(uri));
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (!change.affectsConfiguration(SETTING)) return;
        this.#settings.clear();
        this.#drawAll(vscode.window.visibleTextEditors);
      }),
    ];
    this.#drawAll(vscode.window.visibleTextEditors);
  }

  /** The secrets that are covered now, revealed ones left out; none where masking is off. */
  coveredIn(editor: vscode.TextEditor): readonly vscode.Range[] {
    if (!this.#isOn(editor.document)) return [];
    return this.#places.of(editor.document).filter(range => !this.#isRevealed(editor, range));
  }

  /** Covered or not. */
  secretsOn(document: vscode.TextDocument, line: number): readonly vscode.Range[] {
    return this.#places.of(document).filter(range => isOn(range, line));
  }

  isOurs(document: vscode.TextDocument): boolean {
    return this.#places.isForProduction(document) !== undefined;
  }

  /** For this document, until it is closed. Answers whether its secrets are covered now. */
  toggle(document: vscode.TextDocument): boolean {
    const isOn = !this.#isOn(document);
    this.#chosen.set(String(document.uri), isOn);
    this.#revealed = undefined;
    this.#drawDocument(String(document.uri));
    return isOn;
  }

  /** Until the cursor leaves the line. Answers whether there was anything to reveal. */
  reveal(editor: vscode.TextEditor, line: number): boolean {
    const isThere = this.coveredIn(editor).some(range => isOn(range, line));
    if (isThere) {
      this.#revealed = { editor, line };
      this.#draw(editor);
    }
    return isThere;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #isOn(document: vscode.TextDocument): boolean {
    const production = this.#places.isForProduction(document);
    if (production === undefined) return false;
    const setting = this.#settingFor(document.uri);
    const isWanted = setting === 'always' || (setting !== 'never' && production);
    return this.#chosen.get(String(document.uri)) ?? isWanted;
  }

  #settingFor(uri: vscode.Uri): string | undefined {
    const key = String(uri);
    if (!this.#settings.has(key))
      this.#settings.set(key, vscode.workspace.getConfiguration(undefined, uri).get<string>(SETTING));
    return this.#settings.get(key);
  }

  #drawAll(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) this.#draw(editor);
  }

  #drawDocument(uri: string): void {
    this.#drawAll(vscode.window.visibleTextEditors.filter(({ document }) => String(document.uri) === uri));
  }

  #draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const pieces = this.coveredIn(editor).flatMap(range => piecesOf(range, document));
    const found = pieces.length > 0 ? vscode.languages.getDiagnostics(document.uri) : [];
    this.#covers.draw(
      editor,
      pieces.map(piece => ({ ...piece, worst: worstOn(rangeOf(piece), found) })),
    );
    this.#drawn.fire();
  }

  #isRevealed(editor: vscode.TextEditor, range: vscode.Range): boolean {
    return this.#revealed?.editor === editor && isOn(range, this.#revealed.line);
  }

  #hide(): void {
    const revealed = this.#revealed;
    this.#revealed = undefined;
    if (revealed) this.#draw(revealed.editor);
  }

  #followCursor(editor: vscode.TextEditor): void {
    if (this.#revealed?.editor !== editor) return;
    const { line } = this.#revealed;
    const ranges = this.#places.of(editor.document);
    const cursor = editor.selection.active.line;
    const stays = cursor === line || ranges.some(range => isOn(range, line) && isOn(range, cursor));
    if (!stays) this.#hide();
  }

  /**
   * Covers move with the text, and grow with what is typed at their edges. What is pasted, or put back, is covered by
   * guess until the server has looked at it.
   */
  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const pasted = contentChanges.filter(({ text }) => /[=:\n]/.test(text));
    if (pasted.length === 0 || !this.#isOn(document)) return;
    const pieces = pasted.flatMap(({ range, text }) => guessFrom(range.start.line, text, document));
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) this.#covers.add(editor, pieces);
    }
  }
}

function guessFrom(first: number, text: string, document: vscode.TextDocument): Piece[] {
  const count = Math.min(text.split('\n').length, document.lineCount - first);
  const lines = Array.from({ length: Math.max(0, count) }, (_, line) => document.lineAt(first + line).text);
  return guessSecrets(lines).map(piece => ({ ...piece, line: piece.line + first }));
}

function piecesOf(range: vscode.Range, document: vscode.TextDocument): Piece[] {
  const last = Math.min(range.end.line, document.lineCount - 1);
  const pieces: Piece[] = [];
  for (let line = range.start.line; line <= last; line++) {
    const start = line === range.start.line ? range.start.character : 0;
    const end = line === range.end.line ? range.end.character : document.lineAt(line).text.length;
    if (end > start) pieces.push({ line, start, end });
  }
  return pieces;
}

/** The lower the graver. What ends behind the secret has a squiggle of the editor's. */
function worstOn(
  range: vscode.Range,
  found: readonly vscode.Diagnostic[],
): vscode.DiagnosticSeverity | undefined {
  const own = found.filter(each => range.contains(each.range.end) && !range.start.isEqual(each.range.end));
  return own.length > 0 ? Math.min(...own.map(({ severity }) => severity)) : undefined;
}

function isOn({ start, end }: vscode.Range, line: number): boolean {
  return start.line <= line && line <= end.line;
}
