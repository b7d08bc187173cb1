/** Finds `${NAME}` references in one pass, however they nest, so that no text can make it slow. */
import type { Span } from '../text/text.ts';
import type { Reference } from './document.ts';

const DOLLAR = 36;
const OPEN = 123;
const CLOSE = 125;
const OPERATOR = /[:]?[-+?]/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

type Operator = NonNullable<Reference['operator']>;

interface OpenReference {
  readonly start: number;
  readonly nameSpan: Span;
  readonly operator: Operator | undefined;
  /** Where the argument begins, or where `}` has to stand when there is no operator. */
  readonly bodyStart: number;
}

/**
 * Every `${NAME}`, `${NAME:-argument}` (or `-`, `:+`, `+`, `:?`, `?`) within `span`, nested ones included, by start.
 * `$$` is an escaped dollar. A `${` that is not closed within the span is no reference.
 */
export function scanBracedReferences(text: string, span: Span): readonly Reference[] {
  const open: OpenReference[] = [];
  const found: Reference[] = [];
  for (let offset = span.start; offset < span.end; offset++) {
    const code = text.charCodeAt(offset);
    if (code === DOLLAR && text.charCodeAt(offset + 1) === DOLLAR) {
      offset++;
    } else if (code === DOLLAR && text.charCodeAt(offset + 1) === OPEN) {
      const opened = openReference(text, offset, span.end);
      if (!opened) continue;
      open.push(opened);
      offset = opened.bodyStart - 1;
    } else if (code === CLOSE) {
      const closed = open.pop();
      const reference = closed && closeReference(text, closed, offset);
      if (reference) found.push(reference);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function openReference(text: string, start: number, end: number): OpenReference | undefined {
  const nameStart = start + 2;
  const name = matchAt(NAME, text, nameStart);
  if (name === undefined || nameStart + name.length >= end) return undefined;
  const nameEnd = nameStart + name.length;
  const operator = matchAt(OPERATOR, text, nameEnd) as Operator | undefined;
  const bodyStart = nameEnd + (operator?.length ?? 0);
  return { start, nameSpan: { start: nameStart, end: nameEnd }, operator, bodyStart };
}

function closeReference(text: string, open: OpenReference, closeAt: number): Reference | undefined {
  const { start, nameSpan, operator, bodyStart } = open;
  if (operator === undefined && bodyStart !== closeAt) return undefined;
  const name = text.slice(nameSpan.start, nameSpan.end);
  const reference = { name, span: { start, end: closeAt + 1 }, nameSpan };
  if (operator === undefined) return reference;
  return { ...reference, operator, argument: { start: bodyStart, end: closeAt } };
}

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}
