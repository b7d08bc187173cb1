/** `textDocument/semanticTokens`: full, delta and range, for the keys of which a grammar cannot know all. */
import {
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRefreshRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { KEY_MODIFIERS, type KeyToken, keyTokens } from '../../shared/core/assist/semantic-tokens.ts';
import type { Range } from '../../shared/core/text/text.ts';
import { coalesce } from '../coalesce.ts';
import type { Feature, ServerContext } from '../context.ts';
import type { FileCheck } from '../file-check.ts';
import { askClient, guarded } from '../log.ts';

/** Milliseconds: several documents are checked again together. */
const REFRESH_DELAY = 20;

export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: ['property'], tokenModifiers: [...KEY_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  }),
  register: context => {
    const { connection, documents, log, validation } = context;
    const builders = new Map<string, SemanticTokensBuilder>();
    const builderOf = (uri: string): SemanticTokensBuilder => {
      const builder = builders.get(uri) ?? new SemanticTokensBuilder();
      if (documents.get(uri)) builders.set(uri, builder);
      return builder;
    };
    documents.onDidClose(({ uri }) => builders.delete(uri));
    connection.onRequest(
      SemanticTokensRequest.type,
      guarded(log, 'textDocument/semanticTokens/full', async ({ textDocument: { uri } }) =>
        full(await validation.current(uri), builderOf(uri)),
      ),
    );
    connection.onRequest(
      SemanticTokensDeltaRequest.type,
      guarded(log, 'textDocument/semanticTokens/full/delta', async ({ textDocument, previousResultId }) =>
        delta(await validation.current(textDocument.uri), builderOf(textDocument.uri), previousResultId),
      ),
    );
    connection.onRequest(
      SemanticTokensRangeRequest.type,
      guarded(log, 'textDocument/semanticTokens/range', async ({ textDocument, range }) =>
        inRange(await validation.current(textDocument.uri), range),
      ),
    );
    refreshAfterGovernance(context);
  },
};

/** A change of the text makes the client ask by itself. */
function refreshAfterGovernance({ client, connection, log, validation }: ServerContext): void {
  if (!client.refreshesSemanticTokens) return;
  const refresh = coalesce(REFRESH_DELAY, () =>
    askClient(log, SemanticTokensRefreshRequest.method, () =>
      connection.sendRequest(SemanticTokensRefreshRequest.type),
    ),
  );
  validation.onDidCheck(({ cause }) => cause === 'governance' && refresh());
}

function full(check: FileCheck | undefined, builder: SemanticTokensBuilder): SemanticTokens {
  builder.previousResult('');
  push(check, builder);
  return builder.build();
}

function delta(
  check: FileCheck | undefined,
  builder: SemanticTokensBuilder,
  previousResultId: string,
): SemanticTokens | SemanticTokensDelta {
  builder.previousResult(previousResultId);
  push(check, builder);
  return builder.buildEdits();
}

function inRange(check: FileCheck | undefined, range: Range): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  const lines = check?.analysis?.checked.document.lines;
  const [start, end] = [lines?.offsetAt(range.start) ?? 0, lines?.offsetAt(range.end) ?? 0];
  push(check, builder, ({ span }) => span.end > start && span.start < end);
  return { data: builder.build().data };
}

function push(
  check: FileCheck | undefined,
  builder: SemanticTokensBuilder,
  accept: (token: KeyToken) => boolean = () => true,
): void {
  if (!check?.analysis) return;
  const { checked } = check.analysis;
  for (const token of keyTokens(checked).filter(accept)) {
    const { line, character } = checked.document.lines.positionAt(token.span.start);
    builder.push(line, character, token.span.end - token.span.start, 0, modifierBits(token));
  }
}

function modifierBits({ modifiers }: KeyToken): number {
  return modifiers.reduce((bits, modifier) => bits | (1 << KEY_MODIFIERS.indexOf(modifier)), 0);
}
