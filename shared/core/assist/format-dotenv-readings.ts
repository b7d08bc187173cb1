/** Tells which edits of a dotenv file change what some dialect reads from it, and leaves them out. */
import type { DialectName } from '../document/dialect.ts';
import type { DialectReader } from '../document/dialect-reader.ts';
import { dialectReader } from '../document/dialects/all.ts';
import { parseDotenv } from '../document/dotenv.ts';
import { createSource, type Source } from '../document/dotenv-source.ts';
import type { Statement } from '../document/dotenv-statement.ts';
import { applyEdits, type TextEdit } from '../text/text.ts';

/** What is left after dropping may read differently again. */
const MOST_ROUNDS = 6;

/** Those that object most often: they come first, for what they object to the others need not look at. */
const STRICTEST: readonly DialectName[] = ['docker-run', 'bash', 'node'];

/**
 * The edits after which each of the dialects reads the file as before: the same values, or still nothing. `edits` are in
 * source order and do not overlap. Linear in the length of the text.
 */
export function withoutHarm(
  text: string,
  edits: readonly TextEdit[],
  dialects: readonly DialectName[],
): readonly TextEdit[] {
  const order = [...STRICTEST.filter(name => dialects.includes(name)), ...dialects];
  const before = new Map<DialectName, Before>();
  let kept = edits;
  for (let round = 0; round < MOST_ROUNDS && kept.length > 0; round++) {
    const asked = kept;
    for (const dialect of new Set(order)) {
      if (kept.length === 0) return kept;
      const old = before.get(dialect) ?? scanAll(text, dialect);
      before.set(dialect, old);
      const harmful = harmfulEdits(old, kept);
      if (harmful.size > 0) kept = kept.filter(edit => !harmful.has(edit));
    }
    if (kept === asked) return kept;
  }
  return [];
}

/** The statements of the text as it is, which tile it, and where they begin. */
interface Before {
  readonly dialect: DialectName;
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly starts: readonly number[];
}

function scanAll(text: string, dialect: DialectName): Before {
  const reader = dialectReader(dialect);
  const source = createSource(text);
  const statements: Statement[] = [];
  const starts: number[] = [];
  for (let offset = 0; offset < text.length; ) {
    const statement = reader.scan(source, offset);
    statements.push(statement);
    starts.push(offset);
    offset += statement.length;
  }
  return { dialect, text, statements, starts };
}

/** A parser that reads nothing from the file, and would not afterwards, minds nothing. */
function harmfulEdits(before: Before, edits: readonly TextEdit[]): ReadonlySet<TextEdit> {
  const { dialect, text } = before;
  const edited = applyEdits(text, edits);
  const found = comparison(before, edits, edited).run();
  const isRefused = (each: string): boolean => parseDotenv(each, { dialect }).refused;
  return new Set(found.length > 0 && isRefused(text) && isRefused(edited) ? [] : found);
}

/**
 * Reads again what the edits can have changed: from a statement that looked at an edited place to the next one that
 * begins where an old one did. `run` returns the edits of those stretches that say something else than before.
 */
function comparison(before: Before, edits: readonly TextEdit[], edited: string) {
  const { text, statements, starts } = before;
  const reader = dialectReader(before.dialect);
  const source = createSource(edited);
  const blamed: TextEdit[] = [];
  let index = 0;
  let next = 0;
  let shift = 0;
  const place = (): number => starts[index] ?? text.length;
  const isTouched = ({ reach }: Statement): boolean => {
    const isMoved = (place() === 0) !== (place() + shift === 0);
    return isMoved || (edits[next]?.span.start ?? Infinity) < place() + reach;
  };

  /** Over one old statement and the edits in it. Returns how far that statement looked. */
  const stepOver = (said: string[]): number => {
    const statement = statements[index];
    const reach = statement ? place() + statement.reach : 0;
    if (statement) said.push(...meaning(statement, text, place()));
    index++;
    for (let edit = edits[next]; edit && edit.span.end <= place(); edit = edits[++next]) {
      shift += edit.newText.length - (edit.span.end - edit.span.start);
    }
    return reach;
  };

  const compareStretch = (): void => {
    const first = place() + shift === 0 ? 0 : next;
    const old: string[] = [];
    const fresh: string[] = [];
    let offset = place() + shift;
    let reach = stepOver(old);
    for (;;) {
      const isInside = (edits[next]?.span.start ?? Infinity) < place();
      if (!isInside && offset === place() + shift) break;
      const isBehind = !isInside && offset < place() + shift;
      if (isBehind) offset += scan(source, reader, offset, fresh);
      else if (index < statements.length) reach = Math.max(reach, stepOver(old));
      else break;
    }
    if (old.join(SEPARATOR) === fresh.join(SEPARATOR)) return;
    let end = next;
    while ((edits[end]?.span.start ?? Infinity) < reach) end++;
    for (const edit of edits.slice(first, end)) blamed.push(edit);
  };

  const run = (): readonly TextEdit[] => {
    const isOver = (): boolean => next >= edits.length && place() + shift > 0;
    for (let statement = statements[0]; statement && !isOver(); statement = statements[index]) {
      if (isTouched(statement)) compareStretch();
      else index++;
    }
    return blamed;
  };
  return { run };
}

const SEPARATOR = '\u0001';

/** Returns the statement's length. */
function scan(source: Source, reader: DialectReader, offset: number, said: string[]): number {
  const statement = reader.scan(source, offset);
  said.push(...meaning(statement, source.text, offset));
  return statement.length;
}

/** What a statement contributes to the reading, whatever stands around it; nothing for one that says nothing. */
function meaning(statement: Statement, text: string, start: number): readonly string[] {
  const refuses = statement.issues.some(issue => issue.refuses) ? ['refuses'] : [];
  if (statement.kind !== 'assignment' && statement.kind !== 'bare-name') return refuses;
  const name = [statement.key.text, statement.export ? 'export' : '', ...refuses];
  if (statement.kind === 'bare-name') return [...name, 'alone'];
  const { separator, value } = statement;
  const sign = text.slice(start + separator.start, start + separator.end);
  const { template, literal, unread = '', quote = '' } = value;
  return [...name, sign, template, literal ?? '', literal === undefined ? 'resolved' : '', unread, quote];
}
