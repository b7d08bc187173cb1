/** `textDocument/documentSymbol`: the outline, as a tree where the client shows one. */
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver/node';
import { DocumentSymbolRequest } from 'vscode-languageserver/node';
import { documentSymbols, type OutlineSymbol } from '../../shared/core/assist/symbols.ts';
import type { LineIndex } from '../../shared/core/text/line-index.ts';
import type { Feature } from '../context.ts';
import { guarded } from '../log.ts';
import { SYMBOL_KINDS } from '../symbol-kinds.ts';

export const documentSymbol: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'Secure Config' } }),
  register: ({ client, connection, log, validation }) => {
    connection.onRequest(
      DocumentSymbolRequest.type,
      guarded(log, 'textDocument/documentSymbol', async ({ textDocument: { uri } }) => {
        const checked = (await validation.current(uri))?.analysis?.checked;
        if (!checked) return null;
        const symbols = documentSymbols(checked);
        const { lines } = checked.document;
        return client.symbolTree
          ? symbols.map(symbol => toTree(symbol, lines))
          : symbols.flatMap(symbol => toList(symbol, { uri, lines, container: '' }));
      }),
    );
  },
};

function toTree(
  { name, detail, kind, span, nameSpan, children }: OutlineSymbol,
  lines: LineIndex,
): DocumentSymbol {
  return {
    name,
    kind: SYMBOL_KINDS[kind],
    range: lines.rangeOf(span),
    selectionRange: lines.rangeOf(nameSpan),
    children: children.map(child => toTree(child, lines)),
    ...(detail !== undefined && { detail }),
  };
}

interface Surroundings {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly container: string;
}

function toList({ name, kind, span, children }: OutlineSymbol, around: Surroundings): SymbolInformation[] {
  const { uri, lines, container } = around;
  const location = { uri, range: lines.rangeOf(span) };
  const own = {
    name,
    kind: SYMBOL_KINDS[kind],
    location,
    ...(container !== '' && { containerName: container }),
  };
  return [own, ...children.flatMap(child => toList(child, { uri, lines, container: name }))];
}
