/** Shows a dotenv file's statements as the tree and the comments that every later step works on. */
import { type Span, spanOf } from '../text/text.ts';
import type { Comment, Entry, MapNode, Reference, ScalarNode } from './document.ts';
import type { Assignment, BareName, Statement } from './dotenv-statement.ts';
import type { Reading } from './dotenv-values.ts';

export interface Placed {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** Where each statement begins. */
  readonly starts: readonly number[];
}

/** One entry for each assignment, and for each bare name that the dialect reads as something. */
export function buildRoot(
  { text, statements, starts }: Placed,
  readings: readonly (Reading | undefined)[],
): MapNode {
  const entries: Entry[] = [];
  for (const [index, statement] of statements.entries()) {
    const reading = readings[index];
    const start = starts[index] ?? 0;
    if (statement.kind === 'assignment') entries.push(assignmentEntry(statement, start, reading));
    else if (statement.kind === 'bare-name' && reading) entries.push(bareEntry(statement, start, reading));
  }
  return { kind: 'map', span: spanOf(0, text.length), entries };
}

function assignmentEntry({ key, value }: Assignment, start: number, reading: Reading | undefined): Entry {
  const unread = reading?.unread ?? value.unread;
  const node: ScalarNode = {
    kind: 'scalar',
    span: shift(value.span, start),
    value: reading ? reading.value : value.template,
    origin: 'text',
    references: value.references.map(reference => shiftReference(reference, start)),
    ...(unread ? { unread } : {}),
  };
  return entryOf(key.text, shift(key.span, start), node);
}

function bareEntry({ key }: BareName, start: number, { value }: Reading): Entry {
  const keySpan = shift(key.span, start);
  const span = spanOf(keySpan.end, keySpan.end);
  return entryOf(key.text, keySpan, { kind: 'scalar', span, value, origin: 'text', references: [] });
}

function entryOf(key: string, keySpan: Span, value: ScalarNode): Entry {
  return { key, keySpan, value, span: spanOf(Math.min(keySpan.start, value.span.start), value.span.end) };
}

function shiftReference(reference: Reference, start: number): Reference {
  return {
    ...reference,
    span: shift(reference.span, start),
    nameSpan: shift(reference.nameSpan, start),
    ...(reference.argument ? { argument: shift(reference.argument, start) } : {}),
  };
}

export function shift(span: Span, start: number): Span {
  return start === 0 ? span : spanOf(span.start + start, span.end + start);
}

export function buildComments({ text, statements, starts }: Placed): Comment[] {
  const comments: Comment[] = [];
  for (const [index, statement] of statements.entries()) {
    if (!('comment' in statement) || !statement.comment) continue;
    const span = shift(statement.comment, starts[index] ?? 0);
    comments.push({ text: text.slice(span.start + 1, span.end), span });
  }
  return comments;
}
