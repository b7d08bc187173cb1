/**
 * One file as one side of a comparison: read, and with the places of its secrets. A stored file is read without them, a
 * word in the place of each, so that comparing needs no key.
 */
import { formatOf } from '../document/parse.ts';
import { type CutFile, cutFile, restoreFile, textsAt } from '../ledger/cut.ts';
import { AS_IT_IS, type Fingerprint } from '../ledger/fingerprint.ts';
import type { Span } from '../text/text.ts';
import { type Checked, checkText } from '../validation/check.ts';
import type { Governance } from '../validation/project.ts';
import type { FieldState } from './field-state.ts';
import { fieldTable } from './field-table.ts';
import { secretPlaces } from './secret-places.ts';

export interface ReadFile {
  readonly checked: Checked;
  /** The text without its secrets. */
  readonly file: CutFile;
  /** Where each cut stands in the text that was checked, in order. */
  readonly places: readonly Span[];
  /** Of each cut, by the key of `file.generation`; null: nobody can tell whether it is the same as another. */
  readonly fingerprints: readonly (string | null)[];
}

export interface Side extends ReadFile {
  /** Everything that it says, field by field; made once, when it is first asked for. */
  readonly fields: readonly FieldState[];
}

/** A file that is at hand, and what is cut out of it, which is never to be shown, logged or kept unencrypted. */
export interface Working {
  readonly side: Side;
  readonly values: readonly string[];
}

/**
 * The files of one environment: what is a secret in one is cut out of all. `fingerprint`: absent for who has no key of
 * the ledger.
 */
export function readWorking(files: readonly Checked[], fingerprint?: Fingerprint): Working[] {
  const places = files.map(secretPlaces);
  const texts = files.flatMap(({ document }, index) => textsAt(places[index] ?? [], document.text));
  return files.map((checked, index) => {
    const { path, document } = checked;
    const { file, values } = cutFile(path, document.text, places[index] ?? [], fingerprint ?? NO_KEY, texts);
    const fingerprints = file.cuts.map(cut => (fingerprint ? cut.fingerprint : null));
    return { side: sideOf({ checked, file, places: placesOf(file, values), fingerprints }), values };
  });
}

/** What it makes is not looked at. */
const NO_KEY: Fingerprint = { ...AS_IT_IS, of: () => '' };

export interface StoredContext {
  /** How the file would be checked today. */
  readonly governance: Governance;
  readonly now: Date;
}

/** A file of a version or request, for anybody. */
export function readStored(file: CutFile, { governance, now }: StoredContext): Side {
  const values = file.cuts.map((_, index) => standIn(file, index));
  const text = restoreFile(file, values) ?? file.text;
  const checked = checkText({ path: file.path, text, governance, now });
  const fingerprints = file.cuts.map(({ fingerprint }) => fingerprint);
  return sideOf({ checked, file, places: placesOf(file, values), fingerprints });
}

/** The fingerprints of one side as far as they can be compared with those of another: within a generation of the key. */
export function comparableWith(
  { file, fingerprints }: ReadFile,
  other: ReadFile,
): readonly (string | null)[] {
  return file.generation === other.file.generation ? fingerprints : fingerprints.map(() => null);
}

function sideOf(read: ReadFile): Side {
  let fields: readonly FieldState[] | undefined;
  return {
    ...read,
    get fields() {
      fields ??= fieldTable(read);
      return fields;
    },
  };
}

/** The places at which the values stand once they are put in. */
function placesOf({ cuts }: CutFile, values: readonly string[]): Span[] {
  let shift = 0;
  return cuts.map(({ at }, index) => {
    const start = at + shift;
    shift += values[index]?.length ?? 0;
    return { start, end: at + shift };
  });
}

/** One word of letters and digits, which every dialect and YAML read as it stands, and a different one for each cut. */
function standIn(file: CutFile, index: number): string {
  return textInPlace(file, index, `withheld${index}`);
}

/** `text` as it may stand in the place of a cut: below the `|` of a YAML block it has to stand in. */
export function textInPlace({ path, text, cuts }: CutFile, index: number, instead: string): string {
  const at = cuts[index]?.at ?? 0;
  if (formatOf(path) !== 'yaml' || text[at - 1] !== '\n') return instead;
  const header = text.slice(text.lastIndexOf('\n', at - 2) + 1, at - 1).trimEnd();
  const isBlock = /[|>][-+\d]{0,2}(?:\s+#.*)?$/.test(header);
  return isBlock && cuts[index - 1]?.at !== at ? ' '.repeat(header.length) + instead : instead;
}
