/**
 * `Secure Config: Set Up This Folder`: infers a manifest, shows exactly what would be written, asks, and writes.
 * A file that is there already is never replaced without being named in the question.
 */
import * as vscode from 'vscode';
import type { SetUpPlan } from '../../shared/protocol.ts';
import type { Server } from '../server.ts';
import type { Previews } from '../views/previews.ts';
import { countOf } from '../words.ts';

type PlannedFile = SetUpPlan['files'][number];

export async function setUpFolder(server: Server, previews: Previews): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const plan = await server.request('secureConfig/planSetUp', { folderUri: folder.uri.toString() });
  if (plan.files.length === 0) {
    const notes = plan.notes.join(' ') || 'Nothing was found that a manifest could describe.';
    void vscode.window.showInformationMessage(`${folder.name}: nothing to set up. ${notes}`);
    return;
  }
  await showPlan(plan, previews);
  if (!(await confirm(folder, plan))) return;
  await write(plan.files);
  await previews.close();
  await showWritten(plan);
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage('Open a folder first: there is nothing to set up.');
  }
  if (folders.length < 2) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Which folder is to be set up?' });
}

/** Opens each planned file, beside what it would replace when there is something. The first one stays in front. */
async function showPlan(plan: SetUpPlan, previews: Previews): Promise<void> {
  for (const file of plan.files.toReversed()) {
    const preview = previews.add(file.path, file.content);
    if (file.exists) {
      const title = `${file.path} (now ↔ after set-up)`;
      await vscode.commands.executeCommand('vscode.diff', vscode.Uri.parse(file.uri), preview, title, {
        preview: false,
      });
    } else {
      await vscode.window.showTextDocument(preview, { preview: false });
    }
  }
}

async function confirm(folder: vscode.WorkspaceFolder, plan: SetUpPlan): Promise<boolean> {
  const replaced = plan.files.filter(file => file.exists);
  const question = replaced.length
    ? `Set up ${folder.name} and replace ${countOf(replaced.length, 'existing file')}?`
    : `Set up ${folder.name}?`;
  const detail = [
    ...plan.files.map(file => `${file.exists ? 'Replace' : 'Create'} ${file.path}`),
    ...(plan.notes.length ? ['', ...plan.notes] : []),
    '',
    'Nothing has been written yet. The editor behind this question shows the exact content.',
  ].join('\n');
  const yes = replaced.length ? `Replace ${countOf(replaced.length, 'File')}` : 'Write';
  const ask = replaced.length ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  return (await ask(question, { modal: true, detail }, yes)) === yes;
}

/** All files or none: one edit, which can be undone as one. */
async function write(files: readonly PlannedFile[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const file of files) {
    const uri = vscode.Uri.parse(file.uri);
    const contents = new TextEncoder().encode(file.content);
    if (!file.exists && (await exists(uri))) {
      throw new Error(
        `${file.path} was created in the meantime, so nothing was written. Run the set-up again to see the difference.`,
      );
    }
    edit.createFile(uri, { overwrite: file.exists, contents });
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error('The files could not be written. Is the folder read-only?');
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function showWritten(plan: SetUpPlan): Promise<void> {
  const [first] = plan.files;
  if (first) await vscode.window.showTextDocument(vscode.Uri.parse(first.uri), { preview: false });
  const names = plan.files.map(file => file.path).join(', ');
  const check = 'Check Workspace';
  void vscode.window.showInformationMessage(`Wrote ${names}.`, check).then(choice => {
    if (choice) void vscode.commands.executeCommand('secureConfig.checkWorkspace');
  });
}
