/** `textDocument/foldingRange`. Null for what is not ours, so that the editor folds it its own way. */
import { FoldingRangeKind, FoldingRangeRequest } from 'vscode-languageserver/node';
import { foldingRanges } from '../../shared/core/assist/folding.ts';
import type { Feature } from '../context.ts';
import { guarded } from '../log.ts';

export const foldingRange: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register: ({ connection, log, validation }) => {
    connection.onRequest(
      FoldingRangeRequest.type,
      guarded(log, 'textDocument/foldingRange', async ({ textDocument: { uri } }) => {
        const document = (await validation.current(uri))?.analysis?.checked.document;
        if (!document) return null;
        return foldingRanges(document).map(({ startLine, endLine, kind }) => {
          return { startLine, endLine, ...(kind && { kind: KINDS[kind] }) };
        });
      }),
    );
  },
};

const KINDS = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region } as const;
