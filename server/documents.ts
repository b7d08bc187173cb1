/** The documents that the client has open, in their newest text, by URI and by path. */
import type { Connection, Event } from 'vscode-languageserver/node';
import { TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pathOfUri } from './convert.ts';
import { guardedNotification, type Log } from './log.ts';

export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): readonly TextDocument[];
  /** The text of an open file, which goes before what is on disk. */
  textAt(path: string): string | undefined;
  /** The URI under which the client has opened the file. */
  uriAt(path: string): string | undefined;
  /** Opened, or changed. */
  readonly onDidChange: Event<TextDocument>;
  readonly onDidSave: Event<TextDocument>;
  readonly onDidClose: Event<TextDocument>;
}

export function openDocuments(connection: Connection, log: Log): OpenDocuments {
  const documents = new TextDocuments(TextDocument);
  const uris = new Map<string, string>();
  documents.onDidOpen(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path !== undefined) uris.set(path, document.uri);
  });
  documents.onDidClose(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path !== undefined) uris.delete(path);
  });
  listen(documents, connection, log);
  return {
    get: uri => documents.get(uri),
    all: () => documents.all(),
    textAt: path => documents.get(uris.get(path) ?? '')?.getText(),
    uriAt: path => uris.get(path),
    onDidChange: listener => documents.onDidChangeContent(({ document }) => listener(document)),
    onDidSave: listener => documents.onDidSave(({ document }) => listener(document)),
    onDidClose: listener => documents.onDidClose(({ document }) => listener(document)),
  };
}

/** A notification of the wrong shape changes nothing, and is logged without what it says. */
function listen(documents: TextDocuments<TextDocument>, connection: Connection, log: Log): void {
  documents.listen({
    onDidOpenTextDocument: handler =>
      connection.onDidOpenTextDocument(guardedNotification(log, 'didOpen', handler)),
    onDidChangeTextDocument: handler =>
      connection.onDidChangeTextDocument(guardedNotification(log, 'didChange', handler)),
    onDidCloseTextDocument: handler =>
      connection.onDidCloseTextDocument(guardedNotification(log, 'didClose', handler)),
    onDidSaveTextDocument: handler =>
      connection.onDidSaveTextDocument(guardedNotification(log, 'didSave', handler)),
    onWillSaveTextDocument: handler => connection.onWillSaveTextDocument(handler),
    onWillSaveTextDocumentWaitUntil: handler => connection.onWillSaveTextDocumentWaitUntil(handler),
  });
}
