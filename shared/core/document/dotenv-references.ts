/** Finds what looks like a reference or a command in a value, whichever reader will replace it. */
import { type Span, spanOf } from '../text/text.ts';
import type { Reference } from './document.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BRACED_NAME = /[A-Za-z0-9_.]+/y;
const OPERATOR = /:?[-+?]/y;

type Operator = NonNullable<Reference['operator']>;

interface Open {
  readonly slot: number;
  readonly start: number;
  readonly name: string;
  readonly operator?: Operator;
  readonly argumentStart: number;
}

/**
 * The references in `[start, end)`, outer ones before those in their arguments; offsets less `base`.
 * A reference after a backslash, or without its closing brace, is none. Linear in the length, at any depth.
 */
export function findReferences(text: string, start: number, end: number, base: number): Reference[] {
  const found: (Reference | undefined)[] = [];
  const open: Open[] = [];
  let offset = start;
  while (offset < end) {
    const char = text[offset];
    if (char === '\\') offset += 2;
    else if (char === '}') close(found, open, offset++, base);
    else if (char === '$') offset = beginReference(found, open, text, offset, end, base);
    else offset++;
  }
  return found.filter(reference => reference !== undefined);
}

function beginReference(
  found: (Reference | undefined)[],
  open: Open[],
  text: string,
  start: number,
  end: number,
  base: number,
): number {
  if (text[start + 1] !== '{') {
    const name = match(NAME, text, start + 1, end);
    if (name === '') return start + 1;
    const after = start + 1 + name.length;
    found.push({
      name,
      span: spanOf(start - base, after - base),
      nameSpan: spanOf(start + 1 - base, after - base),
    });
    return after;
  }
  const name = match(BRACED_NAME, text, start + 2, end);
  if (name === '') return start + 2;
  const after = start + 2 + name.length;
  const operator = match(OPERATOR, text, after, end) as Operator | '';
  if (operator === '' && text[after] !== '}') return after;
  const argumentStart = after + operator.length;
  open.push({ slot: found.length, start, name, argumentStart, ...(operator === '' ? {} : { operator }) });
  found.push(undefined);
  return argumentStart;
}

function close(found: (Reference | undefined)[], open: Open[], brace: number, base: number): void {
  const begun = open.pop();
  if (!begun) return;
  const nameStart = begun.start + 2 - base;
  found[begun.slot] = {
    name: begun.name,
    span: spanOf(begun.start - base, brace + 1 - base),
    nameSpan: spanOf(nameStart, nameStart + begun.name.length),
    ...(begun.operator
      ? { operator: begun.operator, argument: spanOf(begun.argumentStart - base, brace - base) }
      : {}),
  };
}

function match(pattern: RegExp, text: string, offset: number, end: number): string {
  pattern.lastIndex = offset;
  const found = pattern.exec(text)?.[0] ?? '';
  return found.slice(0, Math.max(0, end - offset));
}

/** The `$(commands)` in `[start, end)` that are not inside another; parentheses in them are balanced. Linear. */
export function findCommands(text: string, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (const { start: open, end: close } of findParentheses(text, start, end)) {
    if (open + 1 >= close || text[open - 1] !== '$' || open === start) continue;
    if (open - 2 >= start && text[open - 2] === '\\') continue;
    while ((found.at(-1)?.start ?? -1) > open) found.pop();
    found.push(spanOf(open - 1, close + 1));
  }
  return found;
}

/** Each pair of parentheses, as the offsets of the two, in the order in which they close. */
export function findParentheses(text: string, start: number, end: number): Span[] {
  const open: number[] = [];
  const pairs: Span[] = [];
  for (let offset = start; offset < end; offset++) {
    if (text[offset] === '(') open.push(offset);
    if (text[offset] !== ')') continue;
    const begun = open.pop();
    if (begun !== undefined) pairs.push(spanOf(begun, offset));
  }
  return pairs;
}
