/**
 * Cuts secrets out of a file's text, so that the rest can be kept for everybody and the secrets for their recipients, and
 * puts them back: the same bytes as before.
 */
import { escaped } from '../text/escaped.ts';
import type { Span } from '../text/text.ts';
import type { Fingerprint } from './fingerprint.ts';
import { DIGEST, FIELD, PATH } from './names.ts';
import { type Accepted, integer, list, nullable, oneOf, record, type Shape, text } from './shape.ts';

/** The largest file of a version, in UTF-16 code units. */
export const LONGEST_FILE = 8_000_000;
/** A secret this short is cut where it stands, and not wherever the same letters stand. */
const SHORTEST_REPEAT = 6;

const FIELDS = record({
  formatVersion: oneOf(1),
  path: PATH,
  /** The text, without what was cut. */
  text: text({ min: 0, max: LONGEST_FILE }),
  /** Of the key by which the fingerprints were made; 0 when nothing was cut, so that such a file has one spelling. */
  generation: integer(0),
  /** In order: where the text goes on with a secret, in UTF-16 code units of this text. */
  cuts: list(
    record({
      at: integer(0, LONGEST_FILE),
      /** Dotted path; null for what belongs to no field, such as a secret in a comment. */
      field: nullable(FIELD),
      /** Keyed: the same for equal values, however they are quoted, and of no use without the ledger's key. */
      fingerprint: DIGEST,
    }),
    100_000,
  ),
});

export type CutFile = Accepted<typeof FIELDS>;

export const CUT_FILE: Shape<CutFile> = (value, at) =>
  FIELDS(value, at) ?? orderProblem(value as unknown as CutFile, at);

/** What is read in one way only: no cut before another one, none behind the end, no generation without a cut. */
function orderProblem({ text: rest, generation, cuts }: CutFile, at: string): string | undefined {
  const isOrdered = cuts.every((cut, index) => cut.at >= (cuts[index - 1]?.at ?? 0) && cut.at <= rest.length);
  if (!isOrdered) return `${at}.cuts are not in order, or behind the end of the text`;
  return (generation === 0) === (cuts.length === 0) ? undefined : `${at}.generation does not fit its cuts`;
}

export interface SecretPlace extends Span {
  readonly field: string | null;
  /** What is read there; absent: the text as it stands. It is what the fingerprint is made of. */
  readonly value?: string;
}

export interface Cut {
  readonly file: CutFile;
  /** What was cut, in order. Never to be shown, logged or kept unencrypted. */
  readonly values: readonly string[];
}

/**
 * Cuts the places, which may touch and be in any order but not overlap, and every repetition of what stood there: in a
 * comment, in another value, in a part of the file that nobody can read. `elsewhere`: secrets of other files, which are
 * cut out of this one as well.
 */
export function cutFile(
  path: string,
  whole: string,
  places: readonly SecretPlace[],
  { generation, of }: Fingerprint,
  elsewhere: readonly string[] = [],
): Cut {
  const ordered = withRepeats(whole, places, elsewhere);
  const values = ordered.map(({ start, end }) => whole.slice(start, end));
  const gaps = ordered.map(({ start }, index) => whole.slice(ordered[index - 1]?.end ?? 0, start));
  let at = 0;
  const cuts = ordered.map(({ field, value }, index) => {
    at += gaps[index]?.length ?? 0;
    return { at, field, fingerprint: of(value ?? values[index] ?? '') };
  });
  const rest = whole.slice(ordered.at(-1)?.end ?? 0);
  const named = { generation: cuts.length > 0 ? generation : 0, cuts };
  return { file: { formatVersion: 1, path, text: gaps.join('') + rest, ...named }, values };
}

/** The whole text again; undefined when these are not the values that were cut. */
export function restoreFile(file: CutFile, values: readonly string[]): string | undefined {
  if (values.length !== file.cuts.length) return undefined;
  let whole = '';
  let from = 0;
  for (const [index, { at }] of file.cuts.entries()) {
    if (at < from || at > file.text.length) return undefined;
    whole += file.text.slice(from, at) + (values[index] ?? '');
    from = at;
  }
  return whole + file.text.slice(from);
}

/** What stands at the places, and what is read there where that is something else. */
export function textsAt(places: readonly SecretPlace[], whole: string): string[] {
  return places.flatMap(({ start, end, value }) => [
    whole.slice(start, end),
    ...(value === undefined ? [] : [value]),
  ]);
}

function withRepeats(
  whole: string,
  places: readonly SecretPlace[],
  elsewhere: readonly string[],
): SecretPlace[] {
  const given = places.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start);
  const long = [...new Set([...textsAt(given, whole), ...elsewhere])]
    .filter(value => value.length >= SHORTEST_REPEAT)
    .sort((a, b) => b.length - a.length); // so that a secret within another one does not leave the rest of it
  if (long.length === 0) return given;
  const found: SecretPlace[] = [];
  const search = new RegExp(long.map(escaped).join('|'), 'g');
  let from = 0;
  for (const place of [...given, { start: whole.length, end: whole.length }]) {
    const between = whole.slice(from, place.start);
    for (const { index, 0: repeat } of between.matchAll(search)) {
      found.push({ start: from + index, end: from + index + repeat.length, field: null });
    }
    from = place.end;
  }
  return [...given, ...found].sort((a, b) => a.start - b.start);
}
