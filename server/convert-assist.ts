/** Completion and hover in the terms of the protocol, as much of it as the client understands. */
import type { CompletionItem, Hover, MarkupContent } from 'vscode-languageserver/node';
import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from 'vscode-languageserver/node';
import type { Completion, CompletionKind } from '../shared/core/assist/completion-item.ts';
import type { Hover as Found } from '../shared/core/assist/hover.ts';
import { withoutMarkdown } from '../shared/core/assist/markdown.ts';
import type { LineIndex } from '../shared/core/text/line-index.ts';
import type { Client } from './client.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  secret: CompletionItemKind.Constant,
  group: CompletionItemKind.Struct,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Variable,
  rule: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  keyword: CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
};

export function toCompletionItem(completion: Completion, lines: LineIndex, client: Client): CompletionItem {
  const { label, kind, detail, edit, isSnippet, filter, sort, documentation } = completion;
  const isLong = edit.newText.includes('\n');
  return {
    label,
    kind: KINDS[kind],
    ...(detail && (client.labelDetails ? { labelDetails: { description: detail } } : { detail })),
    filterText: filter,
    sortText: sort,
    textEdit: { range: lines.rangeOf(edit.span), newText: edit.newText },
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(isLong && client.adjustsIndentation && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(documentation && { documentation: documentationOf(documentation, client) }),
  };
}

export function documentationOf(markdown: string, client: Client): MarkupContent {
  return markup(markdown, client.completionMarkdown);
}

export function toHover({ span, markdown }: Found, lines: LineIndex, client: Client): Hover {
  return { contents: markup(markdown, client.hoverMarkdown), range: lines.rangeOf(span) };
}

function markup(markdown: string, understood: boolean): MarkupContent {
  return understood
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkdown(markdown) };
}
