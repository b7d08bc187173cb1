/** Tells VS Code whether the selection holds a covered secret: the copy and cut keys are ours there and only there. */
import * as vscode from 'vscode';
import type { Masking } from './masking.ts';

const KEY = 'secureConfig.secretSelected';

export function trackSelection(masking: Masking): vscode.Disposable {
  let said = false;
  const update = (): void => {
    const editor = vscode.window.activeTextEditor;
    const holds = editor !== undefined && holdsSecret(editor, masking.coveredIn(editor));
    if (holds === said) return;
    said = holds;
    void vscode.commands.executeCommand('setContext', KEY, holds);
  };
  update();
  return vscode.Disposable.from(
    masking.onDidDraw(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) update();
    }),
  );
}

/** With nothing selected the whole line would be copied. */
function holdsSecret({ selections }: vscode.TextEditor, covered: readonly vscode.Range[]): boolean {
  return selections.some(({ start, end, isEmpty }) =>
    covered.some(range =>
      isEmpty
        ? range.start.line <= start.line && start.line <= range.end.line
        : range.start.isBefore(end) && range.end.isAfter(start),
    ),
  );
}
