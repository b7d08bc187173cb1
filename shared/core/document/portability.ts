/** Compares what several dialects read from one dotenv file, and says where they part ways. */
import { type Span, spanOf, type TextEdit } from '../text/text.ts';
import type { DialectName } from './dialect.ts';
import { dialectReader } from './dialects/all.ts';
import type { Entry, Node } from './document.ts';
import { type DotenvDocument, parseDotenv } from './dotenv.ts';
import { isPlain } from './dotenv-plain.ts';
import { findPortableForm } from './dotenv-portable.ts';

/** Holds values as they are: whoever shows it masks the secrets (`describeDisagreement`). */
export interface Disagreement {
  /** `undefined`: a line without a name, at which some parser refuses the file. */
  readonly key?: string;
  readonly span: Span;
  /** One for each different reading, that of the governing dialect first. */
  readonly readings: readonly DialectReading[];
  /** After these edits all of the dialects read what the governing one reads now. Absent: there is no such form. */
  readonly portable?: readonly TextEdit[];
}

export interface DialectReading {
  readonly dialects: readonly DialectName[];
  readonly reading: KeyReading;
}

export type KeyReading =
  | { readonly kind: 'value'; readonly value: string }
  /** A name without a value. */
  | { readonly kind: 'none' }
  /** The parser does not set the name. */
  | { readonly kind: 'absent' }
  /** The parser would run a command to find out. */
  | { readonly kind: 'unread' }
  /** The parser reads nothing from the file because of this place. */
  | { readonly kind: 'refused' };

/**
 * What `dialects` disagree about, in the order of the text. The document's own dialect governs, whether it is listed
 * or not. Nothing is read again where every statement is plain; otherwise each other dialect reads the file once.
 */
export function comparePortability(
  document: DotenvDocument,
  dialects: readonly DialectName[],
): readonly Disagreement[] {
  const names = [...new Set([document.dialect, ...dialects])];
  if (names.length === 1) return [];
  const chosen = new Set(names);
  const isPortable = document.statements.every((statement, index) =>
    isPlain(document.text, document.starts[index] ?? 0, statement, chosen),
  );
  if (isPortable) return [];
  const { text, environment } = document;
  const views = names.map(dialect =>
    viewOf(dialect === document.dialect ? document : parseDotenv(text, { dialect, environment })),
  );
  return [...compareKeys(document, views), ...compareRefusals(document, views)].sort(
    (a, b) => a.span.start - b.span.start,
  );
}

interface View {
  readonly dialect: DialectName;
  /** The entry that counts, by its key. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Where the parser refuses the file. */
  readonly refusals: readonly Span[];
}

function viewOf({ dialect, roots, problems, refused, values }: DotenvDocument): View {
  const root = roots[0];
  const all = root?.kind === 'map' ? root.entries : [];
  const entries = new Map<string, Entry>();
  for (const entry of all) if (refused || values.has(entry.key)) entries.set(entry.key, entry);
  const isFatal = ({ severity, code }: (typeof problems)[number]): boolean =>
    severity === 'error' && code !== 'security/command-substitution';
  return { dialect, entries, refusals: refused ? problems.filter(isFatal).map(problem => problem.span) : [] };
}

function compareKeys(document: DotenvDocument, views: readonly View[]): Disagreement[] {
  const keys = new Map<string, Span>();
  for (const view of views) {
    for (const [key, { span }] of view.entries) if (!keys.has(key)) keys.set(key, span);
  }
  const indexes = statementIndexes(document);
  return [...keys].flatMap(([key, span]): Disagreement[] => {
    const readings = groupReadings(views, view => readingOf(view, key, span));
    if (readings.length < 2) return [];
    const portable = portableForm(document, key, indexes.get(key), readings, views);
    return [{ key, span, readings, ...(portable ? { portable } : {}) }];
  });
}

/** The statement that counts, by its key. */
function statementIndexes({ statements }: DotenvDocument): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, statement] of statements.entries()) {
    if (statement.kind === 'assignment') indexes.set(statement.key.text, index);
  }
  return indexes;
}

function portableForm(
  document: DotenvDocument,
  key: string,
  index: number | undefined,
  readings: readonly DialectReading[],
  views: readonly View[],
): readonly TextEdit[] | undefined {
  const governing = readings[0]?.reading;
  if (index === undefined || governing?.kind !== 'value' || key === '') return undefined;
  const names = views.map(view => view.dialect);
  return findPortableForm(document, index, governing.value, names);
}

function readingOf({ entries, refusals }: View, key: string, span: Span): KeyReading {
  if (refusals.some(place => place.start < Math.max(span.end, span.start + 1) && place.end > span.start)) {
    return { kind: 'refused' };
  }
  const entry = entries.get(key);
  return entry ? toReading(entry.value) : { kind: 'absent' };
}

function toReading(node: Node): KeyReading {
  if (node.kind !== 'scalar' || node.value === null) return { kind: 'none' };
  return node.unread ? { kind: 'unread' } : { kind: 'value', value: String(node.value) };
}

function groupReadings(views: readonly View[], read: (view: View) => KeyReading): DialectReading[] {
  const groups = new Map<string, { dialects: DialectName[]; reading: KeyReading }>();
  for (const view of views) {
    const reading = read(view);
    const id = `${reading.kind} ${reading.kind === 'value' ? reading.value : ''}`;
    const group = groups.get(id);
    if (group) group.dialects.push(view.dialect);
    else groups.set(id, { dialects: [view.dialect], reading });
  }
  return [...groups.values()];
}

/** Refusals at a place where no dialect sees a key: one for each line. */
function compareRefusals({ lines }: DotenvDocument, views: readonly View[]): Disagreement[] {
  const taken = views.flatMap(view => [...view.entries.values()].map(entry => entry.span));
  const covered = new Set(taken.map(span => lines.positionAt(span.start).line));
  const places = new Map<number, Span>();
  for (const place of views.flatMap(view => view.refusals)) {
    const { line } = lines.positionAt(place.start);
    if (!covered.has(line) && !places.has(line)) places.set(line, place);
  }
  return [...places].flatMap(([line, span]): Disagreement[] => {
    const isHere = (place: Span): boolean => lines.positionAt(place.start).line === line;
    const readings = groupReadings(views, ({ refusals }) => ({
      kind: refusals.some(isHere) ? 'refused' : 'absent',
    }));
    return readings.length < 2 ? [] : [{ span: spanOf(span.start, span.end), readings }];
  });
}

/** With `secret`, no value is quoted. */
export function describeDisagreement(
  { key, readings }: Disagreement,
  { secret }: { readonly secret: boolean },
): string {
  const name = key === undefined ? 'This line' : key === '' ? 'A variable without a name' : key;
  if (secret && readings.every(({ reading }) => reading.kind === 'value')) {
    const groups = readings.map(({ dialects }) => listOf(dialects));
    return `${name} is not read alike: ${groups.join(' and ')} read different values.`;
  }
  return `${name} is not read alike: ${readings.map(group => describeReading(group, secret)).join(', ')}.`;
}

function describeReading({ dialects, reading }: DialectReading, secret: boolean): string {
  const s = dialects.length === 1 ? 's' : '';
  const texts: Readonly<Record<Exclude<KeyReading['kind'], 'value'>, string>> = {
    none: `read${s} a name without a value`,
    absent: `do${s === '' ? '' : 'es'} not set it`,
    unread: `run${s} a command`,
    refused: `refuse${s} the file`,
  };
  if (reading.kind !== 'value') return `${listOf(dialects)} ${texts[reading.kind]}`;
  return `${listOf(dialects)} read${s} ${secret ? 'a value' : quote(reading.value)}`;
}

function listOf(dialects: readonly DialectName[]): string {
  const titles = dialects.map(name => dialectReader(name).title);
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`;
}

const LONGEST_QUOTE = 60;

function quote(value: string): string {
  if (value === '') return 'an empty value';
  const short = value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
  return /[`\p{Cc}]/u.test(short) ? JSON.stringify(short) : `\`${short}\``;
}
