/** Open files that belong to what is asked for: a request is made of what is saved, and applying it writes the files. */
import * as vscode from 'vscode';

/** @param paths relative to the folder. False when one could not be saved, or the person did not want it. */
export async function saveOpenFiles(folderUri: string, paths: readonly string[]): Promise<boolean> {
  const wanted = new Set(
    paths.map(path => vscode.Uri.joinPath(vscode.Uri.parse(folderUri), path).toString()),
  );
  const unsaved = vscode.workspace.textDocuments.filter(
    document => document.isDirty && wanted.has(document.uri.toString()),
  );
  if (unsaved.length === 0) return true;
  const save = vscode.l10n.t('Save');
  const names = unsaved.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join(', ');
  const question = vscode.l10n.t('Save {0} first?', names);
  const detail = vscode.l10n.t('The ledger works with what is saved.');
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, save)) !== save)
    return false;
  const saved = await Promise.all(unsaved.map(document => document.save()));
  return saved.every(Boolean);
}
