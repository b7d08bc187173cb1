/**
 * Draws the covers over secrets in an editor. The text stays where it is: only how it is drawn changes.
 *
 * `opacity` hides the text in every theme, selected or not; `letterSpacing` takes the width of monospaced text, and
 * makes the editor measure instead of multiplying; `display`, which VS Code lets through behind a text decoration,
 * takes the width of all text, so that the length does not show either. Each alone would hide it.
 */
import * as vscode from 'vscode';
import type { Piece } from './guess.ts';

/** Its length says nothing. */
export const COVER = '••••';

const HIDDEN: vscode.ThemableDecorationRenderOptions = {
  opacity: '0',
  letterSpacing: '-1ch',
  textDecoration: 'none; display: none',
};

/** A piece, and how bad what is said of it is: the squiggle of a text that takes no place is not seen. */
export interface CoveredPiece extends Piece {
  readonly worst: vscode.DiagnosticSeverity | undefined;
}

const COLOURS = ['editorError', 'editorWarning', 'editorInfo'] as const;

export class Covers implements vscode.Disposable {
  /** By severity; the last is for those of which nothing is said. */
  readonly #settled = [...COLOURS, undefined].map(colour =>
    vscode.window.createTextEditorDecorationType({
      ...HIDDEN,
      rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
      before: {
        contentText: COVER,
        color: new vscode.ThemeColor('descriptionForeground'),
        ...(colour && {
          textDecoration: `underline wavy 1px var(--vscode-${colour}-foreground); text-underline-offset: 3px`,
        }),
      },
    }),
  );
  readonly #provisional = vscode.window.createTextEditorDecorationType({
    ...HIDDEN,
    rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
  });

  /** Covers these pieces and no others. */
  draw(editor: vscode.TextEditor, pieces: readonly CoveredPiece[]): void {
    for (const [level, type] of this.#settled.entries()) {
      const own = pieces.filter(({ worst = COLOURS.length }) => Math.min(worst, COLOURS.length) === level);
      editor.setDecorations(type, own.map(rangeOf));
    }
    editor.setDecorations(this.#provisional, []);
  }

  /** Covers these pieces, too, until the next `draw`. What is covered already moves with the text by itself. */
  add(editor: vscode.TextEditor, pieces: readonly Piece[]): void {
    editor.setDecorations(this.#provisional, pieces.map(rangeOf));
  }

  dispose(): void {
    for (const type of this.#settled) type.dispose();
    this.#provisional.dispose();
  }
}

export function rangeOf({ line, start, end }: Piece): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
