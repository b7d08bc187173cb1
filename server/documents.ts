/** The documents that the client has open, in their newest text, by URI and by path. */
import type { Connection, Event, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocuments } from 'vscode-languageserver/node';
import type { Change } from '../shared/core/text/change.ts';
import { type LinedText, linedText } from '../shared/core/text/lined-text.ts';
import { type ChangeLog, createChangeLog } from './change-log.ts';
import { pathOfUri } from './convert.ts';
import { guardedNotification, type Log } from './log.ts';

/** One version of it; the next one is another object. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: LinedText;
}

export interface OpenDocuments {
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  /** The text of an open file, which goes before what is on disk. */
  textAt(path: string): string | undefined;
  /** What has changed since that version; undefined when it is not known. */
  changeSince(uri: string, version: number | null): Change | undefined;
  /** The URI under which the client has opened the file. */
  uriAt(path: string): string | undefined;
  /** Opened, or changed. */
  readonly onDidChange: Event<OpenDocument>;
  readonly onDidSave: Event<OpenDocument>;
  readonly onDidClose: Event<OpenDocument>;
}

export function openDocuments(connection: Connection, log: Log): OpenDocuments {
  const changes = createChangeLog();
  const documents = new TextDocuments<OpenDocument>({
    create: (uri, _languageId, version, text) => ({ uri, version, text: linedText(text) }),
    update: (document, events, version) => changed(document, events, version, changes),
  });
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
    textAt: path => documents.get(uris.get(path) ?? '')?.text.toString(),
    uriAt: path => uris.get(path),
    changeSince: (uri, version) => changes.since(uri, version),
    onDidChange: listener => documents.onDidChangeContent(({ document }) => listener(document)),
    onDidSave: listener => documents.onDidSave(({ document }) => listener(document)),
    onDidClose: listener => documents.onDidClose(({ document }) => listener(document)),
  };
}

/**
 * One change after the other: each is said in places of the text that the one before it has left. Throws, with nothing
 * noted, when one of them is of the wrong shape.
 */
function changed(
  { uri, version: from, text: before }: OpenDocument,
  events: readonly TextDocumentContentChangeEvent[],
  version: number,
  log: ChangeLog,
): OpenDocument {
  const changes: (Change | undefined)[] = [];
  let text = before;
  for (const event of events) {
    if (typeof event.text !== 'string') throw new TypeError('a change without text');
    const change = changeOf(event, text);
    text = change ? text.replace(change, event.text) : linedText(event.text);
    changes.push(version > from ? change : undefined);
  }
  for (const change of changes) log.note(uri, from, change);
  return { uri, version, text };
}

/** Undefined when the whole text is new. The client may say the range the other way round. */
function changeOf(event: TextDocumentContentChangeEvent, { lines }: LinedText): Change | undefined {
  if (!('range' in event)) return undefined;
  const [a, b] = [lines.offsetAt(event.range.start), lines.offsetAt(event.range.end)];
  const [start, oldEnd] = a <= b ? [a, b] : [b, a];
  return { start, oldEnd, newEnd: start + event.text.length };
}

/** A notification of the wrong shape changes nothing, and is logged without what it says. */
function listen(documents: TextDocuments<OpenDocument>, connection: Connection, log: Log): void {
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
