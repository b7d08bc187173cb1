/** A file as a text editor may show it: every secret covered, and marked where it is another one than on the other side. */
import { type CutFile, restoreFile } from '../ledger/cut.ts';
import { MASK } from '../report/report.ts';
import { comparableWith, type Side, textInPlace } from './side.ts';

/** `older`: what it is compared with. Two texts then differ where a secret does, although both are covered. */
export function maskedText(side: Side, older?: Side): string {
  const marks = older ? marksOf(side, older) : [];
  const values = side.file.cuts.map((_, index) => textInPlace(side.file, index, MASK + (marks[index] ?? '')));
  return restoreFile(side.file, values) ?? side.file.text;
}

function marksOf(side: Side, older: Side): string[] {
  const olds = comparableWith(older, side);
  const known = new Set(olds);
  const cannotTell = known.has(null);
  const counterparts = byField(older.file, olds);
  const counts = new Map<string, number>();
  return side.file.cuts.map(({ field }, index) => {
    const fingerprint = side.fingerprints[index] ?? null;
    if (field === null) return mark(fingerprint, known.has(fingerprint), cannotTell);
    const count = counts.get(field) ?? 0;
    counts.set(field, count + 1);
    const other = counterparts.get(field)?.[count];
    if (other === undefined) return '';
    return mark(fingerprint, fingerprint === other, other === null);
  });
}

function mark(fingerprint: string | null, isSame: boolean, cannotTell: boolean): string {
  if (fingerprint === null || cannotTell) return ' (cannot be compared)';
  return isSame ? '' : ' (changed)';
}

/** The fingerprints of each field's secrets, in order. */
function byField(file: CutFile, fingerprints: Side['fingerprints']): Map<string, (string | null)[]> {
  const found = new Map<string, (string | null)[]>();
  for (const [index, { field }] of file.cuts.entries()) {
    if (field === null) continue;
    const known = found.get(field) ?? [];
    known.push(fingerprints[index] ?? null);
    found.set(field, known);
  }
  return found;
}
