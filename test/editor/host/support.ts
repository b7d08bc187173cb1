/** What the tests inside the extension host share: opening, waiting, reading. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../../client/extension.ts';

const PATIENCE = 10_000; // milliseconds

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uriOf(path));
}

export function uriOf(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests need a folder');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Reads again and again until something true is read; returns it. */
export async function until<Value>(
  what: string,
  read: () => Value | Promise<Value>,
): Promise<Exclude<Value, false | undefined | null>> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await read();
    if (value) return value as Exclude<Value, false | undefined | null>;
    if (Date.now() > end) throw new Error(`waited ${PATIENCE} ms for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

export function codesAt(path: string): string[] {
  return vscode.languages.getDiagnostics(uriOf(path)).map(codeOf).sort();
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('secure-config.secure-config');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

/** Replaces the first occurrence in the active editor, without saving. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = editor.document.getText().indexOf(from);
  assert.notEqual(start, -1, `${from} does not stand in ${editor.document.uri.path}`);
  const range = new vscode.Range(
    editor.document.positionAt(start),
    editor.document.positionAt(start + from.length),
  );
  assert.ok(await editor.edit(edit => edit.replace(range, to)));
}

export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
