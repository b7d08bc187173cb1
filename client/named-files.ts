/**
 * Finds open documents whose names are no configuration file's, but which a manifest names: the server is asked about
 * each document that comes into view, once, and told of its changes from then on when it is governed.
 */
import * as vscode from 'vscode';
import { DOCUMENT_SELECTOR } from './documents.ts';
import type { Server } from './server.ts';

const MANIFEST = /\/secure-config\.yaml$/;

export function followNamedFiles(server: Server): vscode.Disposable {
  const asked = new Set<string>();
  const followed = new Set<string>();

  const consider = async (document: vscode.TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (asked.has(uri) || followed.has(uri) || !mayBeNamed(document)) return;
    asked.add(uri);
    if (!(await server.request('secureConfig/report', { uri })) || followed.has(uri)) return;
    followed.add(uri);
    server.follow(document.uri);
  };
  const look = (): void => {
    if (server.state !== 'running') return;
    for (const { document } of vscode.window.visibleTextEditors) {
      consider(document).catch(() => asked.delete(document.uri.toString()));
    }
  };

  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(look),
    server.onDidChangeState(() => {
      asked.clear();
      followed.clear();
      look();
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (!MANIFEST.test(uri.path)) return;
      asked.clear();
      look();
    }),
  );
}

function mayBeNamed(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && vscode.languages.match(DOCUMENT_SELECTOR, document) === 0;
}
