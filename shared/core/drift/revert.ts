/**
 * Takes one field of a document back to what was approved. Several ways are tried, best first, and each is checked: the
 * difference has to be gone, and no other one may have come.
 */
import { type CutFile, restoreFile } from '../ledger/cut.ts';
import { AS_IT_IS } from '../ledger/fingerprint.ts';
import { applyEdits, type TextEdit } from '../text/text.ts';
import { type Checked, checkText } from '../validation/check.ts';
import type { Difference } from './compare.ts';
import { type Relation, relationsBetween } from './relations.ts';
import { waysToRevert } from './revert-ways.ts';
import { readStored, readWorking, type Side } from './side.ts';

export interface RevertContext {
  /** The document that differs. */
  readonly checked: Checked;
  /** The approved file. */
  readonly approved: CutFile;
  readonly now: Date;
}

/** None when it cannot be done: `secrets`, the approved file's, are missing, or the document is beyond repair. */
export function revertEdits(
  { key, change, before }: Pick<Difference, 'key' | 'change' | 'before'>,
  { checked, approved, now }: RevertContext,
  secrets?: readonly string[],
): readonly TextEdit[] {
  if (change !== 'added' && before?.secret && !secrets) return [];
  const base = approvedSide(approved, { checked, now }, secrets);
  const compare = (current: Checked): Relation[] => {
    return relationsBetween([base], sidesOf(current), { fingerprint: AS_IT_IS });
  };
  const relations = compare(checked);
  const relation = relations.find(each => each.key === key);
  if (!relation) return [];
  const known = new Set(relations.filter(differs).map(each => each.key));
  const isGood = (edits: readonly TextEdit[]): boolean => {
    const text = applyEdits(checked.document.text, edits);
    const next = checkText({ path: checked.path, text, governance: checked.governance, now });
    return compare(next).every(each => !differs(each) || (each.key !== key && known.has(each.key)));
  };
  const ways = waysToRevert(relation, { base: base.checked, checked, relations });
  return ways.map(way => way()).find(edits => edits.length > 0 && isGood(edits)) ?? [];
}

/** With its secrets where they are given. */
function approvedSide(
  approved: CutFile,
  { checked: { governance }, now }: Pick<RevertContext, 'checked' | 'now'>,
  secrets: readonly string[] | undefined,
): Side {
  const text = secrets && restoreFile(approved, secrets);
  const [side] = text === undefined ? [] : sidesOf(checkText({ path: approved.path, text, governance, now }));
  return side ?? readStored(approved, { governance, now });
}

function sidesOf(checked: Checked): Side[] {
  return readWorking([checked], AS_IT_IS).map(({ side }) => side);
}

function differs({ kind }: Relation): boolean {
  return kind !== 'same' && kind !== 'unknown';
}
