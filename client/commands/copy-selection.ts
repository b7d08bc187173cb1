/**
 * What the copy and cut keys do where the selection holds a covered secret: the person is asked, and may have the
 * covers instead of the secrets. Not in the palette: it stands in for a key.
 */
import * as vscode from 'vscode';
import { COVER } from '../masking/covers.ts';
import type { Masking } from '../masking/masking.ts';

/** Nothing selected: the cursor's line, as VS Code does it. */
export async function copySelection(masking: Masking, then: 'keep' | 'delete'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selections } = editor;
  const stretches = selections.map(selection => stretchOf(selection, document));
  const covered = masking.coveredIn(editor);
  const choice = stretches.some(stretch => overlaps(stretch, covered)) ? await ask() : 'secrets';
  if (choice === undefined) return;
  const texts = stretches.map(stretch =>
    choice === 'secrets' ? document.getText(stretch) : withCovers(stretch, covered, document),
  );
  await vscode.env.clipboard.writeText(texts.join('\n'));
  if (then === 'keep') return;
  await editor.edit(edit => {
    for (const stretch of stretches) edit.delete(stretch);
  });
}

async function ask(): Promise<'covered' | 'secrets' | undefined> {
  const covered = vscode.l10n.t('Copy Covered');
  const secrets = vscode.l10n.t('Copy With Secrets');
  const question = vscode.l10n.t('The selection holds secrets that are covered. Copy them?');
  const detail = vscode.l10n.t('"{0}" puts {1} in their places.', covered, COVER);
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, covered, secrets);
  if (choice === undefined) return undefined;
  return choice === secrets ? 'secrets' : 'covered';
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
