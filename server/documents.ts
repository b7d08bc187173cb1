/** The documents that the client has open, in their newest text, by URI and by path. */
import type { Connection, Event } from 'vscode-languageserver/node';
import { TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change } from '../shared/core/text/change.ts';
import { type ChangeLog, createChangeLog } from './change-log.ts';
import { pathOfUri } from './convert.ts';
import { guardedNotification, type Log } from './log.ts';

export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): readonly TextDocument[];
  /** The text of an open file, which goes before what is on disk. */
  textAt(path: string): string | undefined;
  /** What has changed since that version; undefined when it is not known. */
  changeSince(uri: string, version: number | null): Change | undefined;
  /** The URI under which the client has opened the file. */
  uriAt(path: string): string | undefined;
  /** Opened, or changed. */
  readonly onDidChange: Event<TextDocument>;
  readonly onDidSave: Event<TextDocument>;
  readonly onDidClose: Event<TextDocument>;
}

export function openDocuments(connection: Connection, log: Log): OpenDocuments {
  const changes = createChangeLog();
  const documents = new TextDocuments({ create: TextDocument.create, update: noting(changes) });
  const uris = new Map<string, string>();
  documents.onDidOpen(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path !== undefined) uris.set(path, document.uri);
  });
  documents.onDidClose(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path !== undefined) uris.delete(path);
    changes.forget(document.uri);
  });
  listen(documents, connection, log);
  return {
    get: uri => documents.get(uri),
    all: () => documents.all(),
    textAt: path => documents.get(uris.get(path) ?? '')?.getText(),
    uriAt: path => uris.get(path),
    changeSince: (uri, version) => changes.since(uri, version),
    onDidChange: listener => documents.onDidChangeContent(({ document }) => listener(document)),
    onDidSave: listener => documents.onDidSave(({ document }) => listener(document)),
    onDidClose: listener => documents.onDidClose(({ document }) => listener(document)),
  };
}

/** One change after the other: each is said in places of the text that the one before it has left. */
function noting(log: ChangeLog): typeof TextDocument.update {
  return (document, changes, version) => {
    for (const [index, change] of changes.entries()) {
      log.note(document, change, version);
      TextDocument.update(document, [change], index < changes.length - 1 ? document.version : version);
    }
    return changes.length === 0 ? TextDocument.update(document, [], version) : document;
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
