/** Open documents: an edit of a manifest or profile counts before it is saved, and a closed file counts as on disk. */
import { TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { Feature, ServerContext } from '../context.ts';
import { pathOfUri } from '../convert.ts';

export const textDocumentSync: Feature = {
  capabilities: () => ({
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
  }),
  register: context => {
    const { documents, results, settings, validation, workspaceCheck } = context;
    validation.onDidCheck(({ check }) => results.set(check));
    documents.onDidChange(({ uri }) => govern(context, uri, false));
    documents.onDidSave(({ uri }) => govern(context, uri, true));
    documents.onDidClose(({ uri }) => {
      settings.forget(uri);
      govern(context, uri, false);
      const path = pathOfUri(uri);
      if (path !== undefined) workspaceCheck.recheck(path);
    });
  },
};

function govern({ projects, validation, workspaceCheck }: ServerContext, uri: string, saved: boolean): void {
  const path = pathOfUri(uri);
  if (path === undefined || !projects.invalidate(path)) return;
  workspaceCheck.outdate(saved);
  validation.revalidate();
}
