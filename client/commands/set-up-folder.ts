/**
 * `Secure Config: Set Up This Folder`: infers manifests, shows exactly what would be written, asks, and writes.
 * A file that is there already is never changed.
 */
import * as vscode from 'vscode';
import type { SetUpPlan } from '../../shared/protocol.ts';
import type { Server } from '../server.ts';
import type { Previews } from '../views/previews.ts';

type PlannedFile = SetUpPlan['files'][number];

export async function setUpFolder(server: Server, previews: Previews): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const plan = await server.request('secureConfig/planSetUp', { folderUri: folder.uri.toString() });
  const files = plan.files.filter(file => !file.exists);
  if (files.length === 0) return tellNothingToDo(folder, plan, previews);
  await showPlan(files, previews);
  if (!(await confirm(folder, plan, files))) return;
  await write(files);
  await previews.close();
  await showWritten(files);
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first: there is nothing to set up.'),
    );
  }
  if (folders.length < 2) return folders[0];
  return vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('Which folder is to be set up?'),
  });
}

/** What is there stays; what would be proposed today can be compared with it. */
function tellNothingToDo(folder: vscode.WorkspaceFolder, plan: SetUpPlan, previews: Previews): void {
  const [file] = plan.files;
  if (!file) {
    const notes = plan.notes.join(' ') || vscode.l10n.t('Nothing was found that a manifest could describe.');
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0}: nothing to set up. {1}', folder.name, notes),
    );
    return;
  }
  const names = plan.files.map(({ path }) => path).join(', ');
  const message = vscode.l10n.t('{0} is set up already: {1} is left as it is.', folder.name, names);
  const compare = vscode.l10n.t('Compare with a New Proposal');
  void vscode.window.showInformationMessage(message, compare).then(choice => {
    if (choice) void showDifference(file, previews);
  });
}

async function showDifference(file: PlannedFile, previews: Previews): Promise<void> {
  const title = vscode.l10n.t('{0} (now ↔ new proposal)', file.path);
  const proposal = previews.add(file.path, file.content);
  await vscode.commands.executeCommand('vscode.diff', vscode.Uri.parse(file.uri), proposal, title);
}

/** Opens each planned file. The first one stays in front. */
async function showPlan(files: readonly PlannedFile[], previews: Previews): Promise<void> {
  for (const file of files.toReversed()) {
    await vscode.window.showTextDocument(previews.add(file.path, file.content), { preview: false });
  }
}

async function confirm(
  folder: vscode.WorkspaceFolder,
  plan: SetUpPlan,
  files: readonly PlannedFile[],
): Promise<boolean> {
  const kept = plan.files.filter(file => file.exists);
  const detail = [
    ...files.map(file => vscode.l10n.t('Create {0}', file.path)),
    ...kept.map(file => vscode.l10n.t('{0} exists and is left as it is.', file.path)),
    ...(plan.notes.length ? ['', ...plan.notes.map(note => `• ${note}`)] : []),
    '',
    vscode.l10n.t('Nothing has been written yet. The editor behind this question shows the exact content.'),
  ].join('\n');
  const yes = vscode.l10n.t('Write');
  const question = vscode.l10n.t('Set up {0}?', folder.name);
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
}

/** All files or none: one edit, which can be undone as one. */
async function write(files: readonly PlannedFile[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const file of files) {
    const uri = vscode.Uri.parse(file.uri);
    if (await exists(uri)) {
      throw new Error(
        vscode.l10n.t(
          '{0} was created in the meantime, so nothing was written. Run the set-up again.',
          file.path,
        ),
      );
    }
    edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(file.content) });
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error(vscode.l10n.t('The files could not be written. Is the folder read-only?'));
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function showWritten(files: readonly PlannedFile[]): Promise<void> {
  const [first] = files;
  if (first) await vscode.window.showTextDocument(vscode.Uri.parse(first.uri), { preview: false });
  const names = files.map(file => file.path).join(', ');
  const check = vscode.l10n.t('Check Workspace');
  void vscode.window.showInformationMessage(vscode.l10n.t('Wrote {0}.', names), check).then(choice => {
    if (choice) void vscode.commands.executeCommand('secureConfig.checkWorkspace');
  });
}
