/** Names what a ledger's page is about by a URI, which the page keeps over a reload of the window. */
import * as vscode from 'vscode';

const SCHEME = 'secure-config-page';

/** @param id a request's id, or an event's number */
export function subjectUri(folderUri: string, id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${id}`, query: folderUri });
}

export function readSubject(uri: string): { readonly folderUri: string; readonly id: string } | undefined {
  const { scheme, path, query } = vscode.Uri.parse(uri);
  return scheme === SCHEME ? { folderUri: query, id: path.slice(1) } : undefined;
}
