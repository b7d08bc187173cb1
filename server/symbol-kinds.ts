/** The protocol's kinds of symbols for ours: each with an icon of its own. */
import { SymbolKind as ProtocolKind } from 'vscode-languageserver/node';
import type { SymbolKind } from '../shared/core/assist/symbols-detail.ts';

export const SYMBOL_KINDS: Readonly<Record<SymbolKind, ProtocolKind>> = {
  group: ProtocolKind.Module,
  list: ProtocolKind.Array,
  secret: ProtocolKind.Key,
  boolean: ProtocolKind.Boolean,
  number: ProtocolKind.Number,
  text: ProtocolKind.String,
  unknown: ProtocolKind.Variable,
};
