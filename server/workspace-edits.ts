/** Changes to documents in the terms of the protocol, and the way to have the client make them. */
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { LineIndex } from '../shared/core/text/line-index.ts';
import type { TextEdit } from '../shared/core/text/text.ts';
import type { Client } from './client.ts';
import type { ServerContext } from './context.ts';

/** Changes to one document. */
export interface DocumentEdit {
  readonly uri: string;
  /** Of the open document; null for one that is not open. */
  readonly version: number | null;
  readonly lines: LineIndex;
  readonly edits: readonly TextEdit[];
}

export function toWorkspaceEdit(changes: readonly DocumentEdit[], { edits }: Client): WorkspaceEdit {
  const converted = changes.map(({ uri, version, lines, edits: own }) => ({
    textDocument: { uri, version },
    edits: own.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText })),
  }));
  if (edits.versionedEdits) return { documentChanges: converted };
  return { changes: Object.fromEntries(converted.map(each => [each.textDocument.uri, each.edits])) };
}

/** Null, or why the client has not made the changes. `label`: what it calls them where they can be undone. */
export async function applyChanges(
  label: string,
  changes: readonly DocumentEdit[],
  { client, connection }: ServerContext,
): Promise<null | ResponseError<never>> {
  if (!client.edits.appliesEdits) return refusal('This editor cannot be asked to change a document.');
  const edit = toWorkspaceEdit(changes, client);
  const { applied } = await connection.workspace.applyEdit({ label, edit });
  return applied ? null : refusal('The editor has not made the change. Has the document changed meanwhile?');
}

/** Why a request is not done: a sentence for the person. */
export function refusal(message: string): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** The document has changed since the client was answered. */
export function outdated(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed. Ask again.');
}
