/**
 * What the copy and cut keys do where the selection holds a covered secret: the person is asked, and may have the
 * covers instead of the secrets. Not in the palette: it stands in for a key.
 */
import * as vscode from 'vscode';
import { COVER } from '../masking/covers.ts';
import type { Masking } from '../masking/masking.ts';

const COVERED = 'Copy Covered';
const SECRETS = 'Copy With Secrets';

/** Nothing selected: the cursor's line, as VS Code does it. */
export async function copySelection(masking: Masking, then: 'keep' | 'delete'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selections } = editor;
  const stretches = selections.map(selection => stretchOf(selection, document));
  const covered = masking.coveredIn(editor);
  const choice = stretches.some(stretch => overlaps(stretch, covered)) ? await ask() : SECRETS;
  if (choice === undefined) return;
  const texts = stretches.map(stretch =>
    choice === SECRETS ? document.getText(stretch) : withCovers(stretch, covered, document),
  );
  await vscode.env.clipboard.writeText(texts.join('\n'));
  if (then === 'keep') return;
  await editor.edit(edit => {
    for (const stretch of stretches) edit.delete(stretch);
  });
}

async function ask(): Promise<string | undefined> {
  const question = 'The selection holds secrets that are covered. Copy them?';
  const detail = `"${COVERED}" puts ${COVER} in their places.`;
  return vscode.window.showWarningMessage(question, { modal: true, detail }, COVERED, SECRETS);
}

function stretchOf(selection: vscode.Selection, document: vscode.TextDocument): vscode.Range {
  return selection.isEmpty ? document.lineAt(selection.active.line).rangeIncludingLineBreak : selection;
}

function overlaps(stretch: vscode.Range, covered: readonly vscode.Range[]): boolean {
  return covered.some(range => range.intersection(stretch)?.isEmpty === false);
}

function withCovers(
  stretch: vscode.Range,
  covered: readonly vscode.Range[],
  document: vscode.TextDocument,
): string {
  let text = '';
  let at = stretch.start;
  for (const range of covered) {
    const part = range.intersection(stretch);
    if (!part || part.isEmpty) continue;
    text += document.getText(new vscode.Range(at, part.start)) + COVER;
    at = part.end;
  }
  return text + document.getText(new vscode.Range(at, stretch.end));
}
