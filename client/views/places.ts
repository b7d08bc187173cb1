/** Goes to a place in a configuration file, in the editor group where that file is already open if there is one. */
import * as vscode from 'vscode';
import type { FileFinding } from '../../shared/protocol.ts';

export async function goTo(uri: vscode.Uri, range?: FileFinding['range']): Promise<void> {
  const viewColumn = columnOf(uri);
  await vscode.window.showTextDocument(uri, {
    ...(range && { selection: asRange(range) }),
    ...(viewColumn !== undefined && { viewColumn }),
  });
}

/** Where the file is open, unless it would cover the webview that was clicked; else beside that webview. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const wanted = uri.toString();
  const groups = vscode.window.tabGroups.all;
  const active = vscode.window.tabGroups.activeTabGroup;
  const fromWebview = active.activeTab?.input instanceof vscode.TabInputWebview;
  const usable = fromWebview ? groups.filter(group => group !== active) : groups;
  const open = usable.find(group =>
    group.tabs.some(tab => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === wanted),
  );
  if (open) return open.viewColumn;
  return fromWebview ? (usable[0]?.viewColumn ?? vscode.ViewColumn.Beside) : undefined;
}

function asRange({ start, end }: FileFinding['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Reads `line:character:line:character`; undefined for anything else. */
export function rangeIn(text: string): FileFinding['range'] | undefined {
  const numbers = text.split(':').map(Number);
  if (numbers.length !== 4 || !numbers.every(Number.isSafeInteger)) return undefined;
  const [startLine = 0, startCharacter = 0, endLine = 0, endCharacter = 0] = numbers;
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}
