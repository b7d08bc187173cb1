/**
 * Where the cursor stands in a YAML file, while one types. The tree of a half-written file says little about it, so
 * block style is read line by line, by indentation; only what stands in `{…}` or `[…]` is asked of the tree.
 */
import type { Document, Node } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';
import { endOfLine } from '../validation/lines.ts';
import { flowPlace } from './completion-flow-place.ts';
import type { KeyPlace, Place, ValuePlace } from './completion-place.ts';
import { type Line, lineAt, parentsOf, siblingKeys } from './completion-yaml-lines.ts';

/** Undefined where nothing is to be completed. */
export function yamlPlace(document: Document, offset: number): Place | undefined {
  const { text, lines } = document;
  const comment = document.comments.find(({ span }) => offset > span.start && offset <= span.end);
  if (comment) return { kind: 'comment', span: comment.span };
  const number = lines.positionAt(offset).line;
  const lineStart = lines.lineStart(number);
  if (isInsideText(document, offset, lineStart)) return undefined;
  const flow = flowPlace(document, offset);
  if (flow) return flow;
  const line = lineAt(document, number);
  return (
    blockValue(document, offset, line) ?? blockKey(document, offset, line, text.slice(lineStart, offset))
  );
}

/** In a block scalar, or a text over several lines, but for its first. */
function isInsideText({ roots, text }: Document, offset: number, lineStart: number): boolean {
  for (const root of roots) {
    const node = scalarAt(root, offset);
    if (node && node.span.start < lineStart && /^["'|>]/.test(text[node.span.start] ?? '')) return true;
  }
  return false;
}

function scalarAt(node: Node, offset: number): Node | undefined {
  if (offset < node.span.start || offset > node.span.end) return undefined;
  if (node.kind === 'scalar') return node;
  const inner = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  for (const child of inner) {
    const found = scalarAt(child, offset);
    if (found) return found;
  }
  return undefined;
}

/** Behind `key:`, or behind `-` where a value has been begun with a quote. */
function blockValue(document: Document, offset: number, line: Line): ValuePlace | undefined {
  const { key } = line;
  if (!key || offset <= key.colon) return undefined;
  const token = valueToken(document.text, key.colon + 1, offset);
  if (!token) return undefined;
  const path = [...parentsOf(document, line, key.column), key.name];
  return {
    kind: 'value',
    path,
    keySpan: key.span,
    ...token,
    lead: document.text[token.token.start - 1] === ':' ? ' ' : '',
    inItem: false,
    isFlow: false,
    references: [],
  };
}

/** `from`: behind the colon. Undefined for what is no plain or quoted text. */
function valueToken(
  text: string,
  from: number,
  offset: number,
): Pick<ValuePlace, 'token' | 'quote'> | undefined {
  const end = endOfLine(text, from);
  const written = text.slice(from, end).replace(/(^|\s)#.*$/, '');
  const start = from + (written.length - written.trimStart().length);
  const span: Span = spanOf(start, from + written.trimEnd().length);
  if (written.trim() === '') return { token: spanOf(offset, offset), quote: '' };
  const first = text[start] ?? '';
  if (offset < start || offset > span.end || /[|>&*!{[]/.test(first)) return undefined;
  return { token: span, quote: first === '"' || first === "'" ? first : '' };
}

const KEY_BEFORE = /^[ ]*(?:-[ ]+)*["']?([^\s:#"'{}[\],&*!|>%@`][^:#"']*)?$/;

function blockKey(document: Document, offset: number, line: Line, before: string): KeyPlace | undefined {
  const match = KEY_BEFORE.exec(before);
  if (!match || /^\s*-$/.test(before)) return undefined;
  const { text } = document;
  const typed = match[1] ?? '';
  const rest = text.slice(offset, endOfLine(text, offset));
  const tail = /^[^\s:#]*/.exec(rest)?.[0].length ?? 0;
  const behind = rest.slice(tail);
  if (behind.trim() !== '' && !/^\s*(?::(?=\s|$)|#)/.test(behind)) return undefined;
  const token = spanOf(offset - typed.length, offset + tail);
  const column = before.length - typed.length;
  const parents = parentsOf(document, line, column);
  return {
    kind: 'key',
    parents,
    token,
    isNamed: /^\s*:/.test(behind),
    isExported: false,
    present: siblingKeys(document, line, column),
    column,
    isFlow: false,
    inItem: line.dashes.length > 0 && parents.at(-1) === '-',
  };
}
