/** `textDocument/prepareRename` and `textDocument/rename`: a key, in the files of all environments. */
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import {
  LSPErrorCodes,
  PrepareRenameRequest,
  RenameRequest,
  ResponseError,
} from 'vscode-languageserver/node';
import { type FileEdits, renamableAt, rename as renameKey } from '../../shared/core/assist/rename.ts';
import type { Feature, ServerContext } from '../context.ts';
import { guarded } from '../log.ts';
import { uriOfSibling } from '../sibling-uri.ts';
import { around } from '../siblings.ts';

/** Milliseconds for which the other files are waited for: a file that is left out would be wrong afterwards. */
const PATIENCE = 60_000;

export const rename: Feature = {
  capabilities: ({ preparesRename }) => ({
    renameProvider: preparesRename ? { prepareProvider: true } : true,
  }),
  register: context => {
    const { connection, log, siblings, validation } = context;
    connection.onRequest(
      PrepareRenameRequest.type,
      guarded(log, 'textDocument/prepareRename', async ({ textDocument: { uri }, position }) => {
        const checked = (await validation.current(uri))?.analysis?.checked;
        if (!checked) return null;
        const { lines } = checked.document;
        const found = renamableAt(checked, lines.offsetAt(position));
        return found.ok
          ? { range: lines.rangeOf(found.span), placeholder: found.name }
          : refusal(found.message);
      }),
    );
    connection.onRequest(
      RenameRequest.type,
      guarded(log, 'textDocument/rename', async ({ textDocument: { uri }, position, newName }) => {
        const check = await validation.current(uri);
        const analysis = check?.analysis;
        if (!check || !analysis) return null;
        const { checked, governed } = analysis;
        const others = await siblings.all(around(check.path, analysis), PATIENCE);
        if (others.shortfall) return refusal(`${others.shortfall} ${HALF}`);
        const done = renameKey(checked, others.files, checked.document.lines.offsetAt(position), newName);
        if (!done.ok) return refusal(done.message);
        const edits = done.files.map(file => {
          const target = file.file === checked ? uri : uriOfSibling(file.file, governed.root, context);
          return toDocumentEdit(file, target, context);
        });
        return toWorkspaceEdit(edits, context);
      }),
    );
  },
};

const HALF = 'A key that is renamed in some files only is lost in the others, so nothing is renamed.';

function refusal(message: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, message);
}

function toDocumentEdit(
  { file, edits }: FileEdits,
  uri: string,
  { documents }: ServerContext,
): TextDocumentEdit {
  const { lines } = file.document;
  return {
    textDocument: { uri, version: documents.get(uri)?.version ?? null },
    edits: edits.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText })),
  };
}

function toWorkspaceEdit(edits: readonly TextDocumentEdit[], { client }: ServerContext): WorkspaceEdit {
  if (client.versionedEdits) return { documentChanges: [...edits] };
  return {
    changes: Object.fromEntries(edits.map(({ textDocument, edits }) => [textDocument.uri, edits])),
  } as WorkspaceEdit;
}
