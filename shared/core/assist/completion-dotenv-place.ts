/** Where the cursor stands in a dotenv file, while one types: the text around it may not be what any reader takes. */
import type { Document } from '../document/document.ts';
import type { DotenvDocument } from '../document/dotenv.ts';
import type { Assignment, Statement } from '../document/dotenv-statement.ts';
import { type Span, spanOf } from '../text/text.ts';
import { endOfLine } from '../validation/lines.ts';
import type { KeyPlace, Place, ValuePlace } from './completion-place.ts';

export function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv' && 'statements' in document;
}

/** Undefined where nothing is to be completed. */
export function dotenvPlace(document: DotenvDocument, offset: number): Place | undefined {
  const found = statementAt(document, offset);
  if (found) {
    const { statement, start } = found;
    if ('comment' in statement && statement.comment && offset > start + statement.comment.start)
      return { kind: 'comment', span: shifted(statement.comment, start) };
    if (statement.kind === 'assignment' && offset >= start + statement.separator.end)
      return valuePlace(statement, start, document, offset);
  }
  return keyPlace(document, offset, found);
}

interface Found {
  readonly statement: Statement;
  readonly start: number;
}

/** Undefined behind the last line break. */
function statementAt({ text, statements, starts }: DotenvDocument, offset: number): Found | undefined {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const [statement, start = 0] = [statements[low], starts[low]];
  if (!statement) return undefined;
  const end = start + statement.length;
  const isBehind = offset > end || (offset === end && /[\r\n]/.test(text[end - 1] ?? ''));
  return isBehind ? undefined : { statement, start };
}

const KEY_BEFORE = /^(\s*)(export[ \t]+)?([A-Za-z0-9_.-]*)$/;

function keyPlace({ text, lines }: DotenvDocument, offset: number, found?: Found): KeyPlace | undefined {
  const lineStart = lines.lineStart(lines.positionAt(offset).line);
  const match = KEY_BEFORE.exec(text.slice(lineStart, offset));
  if (!match) return undefined;
  const [, , exported, typed = ''] = match;
  const rest = text.slice(offset, endOfLine(text, offset));
  const tail = /^[A-Za-z0-9_.-]*/.exec(rest)?.[0].length ?? 0;
  const behind = rest.slice(tail);
  if (behind.trim() !== '' && !/^\s*[=:]/.test(behind)) return undefined;
  return {
    kind: 'key',
    parents: [],
    token: spanOf(offset - typed.length, offset + tail),
    isNamed: /^\s*[=:]/.test(behind),
    isExported: exported !== undefined,
    present: found
      ? namesIn(text.slice(found.start, found.start + found.statement.length), lineStart - found.start)
      : new Set(),
    column: 0,
    isFlow: false,
    inItem: false,
  };
}

/** A half-typed name can swallow the lines below it: the names that they set, but for the line at `own`. */
function namesIn(text: string, own: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=/gm)) {
    if (match.index !== own && match[1] !== undefined) names.add(match[1].toLowerCase());
  }
  return names;
}

function valuePlace(
  statement: Assignment,
  start: number,
  { text, lines }: DotenvDocument,
  offset: number,
): ValuePlace | undefined {
  const { value, key } = statement;
  const written = shifted(value.span, start);
  const isOneLine = lines.positionAt(written.start).line === lines.positionAt(written.end).line;
  if (!isOneLine && offset > endOfLine(text, written.start)) return undefined;
  const end = isOneLine ? written.end : endOfLine(text, written.start);
  const isEmpty = written.start === written.end;
  if (!isEmpty && (offset > end || offset < written.start)) return undefined;
  const token = isEmpty ? spanOf(offset, offset) : spanOf(written.start, end);
  const first = text[token.start] ?? '';
  const quote = !isEmpty && (first === '"' || first === "'") ? first : '';
  return {
    kind: 'value',
    path: [key.text],
    keySpan: shifted(key.span, start),
    token,
    quote,
    lead: '',
    inItem: false,
    isFlow: false,
    references: value.references.map(reference => ({
      ...reference,
      nameSpan: shifted(reference.nameSpan, start),
    })),
  };
}

function shifted({ start, end }: Span, by: number): Span {
  return spanOf(start + by, end + by);
}
