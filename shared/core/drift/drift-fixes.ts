/** What can be done about a difference from the approved version: go back to it, or ask for it to be approved. */
import type { TextEdit } from '../text/text.ts';
import type { DriftItem } from './classify.ts';
import { type RevertContext, revertEdits } from './revert.ts';
import { shorten } from './shorten.ts';

/** UTF-16 code units of a value in a title. */
const LONGEST_VALUE = 40;

export interface RevertFix {
  readonly kind: 'revert';
  /** Finds the fix again in the same text. */
  readonly id: string;
  /** What the person reads. Never a secret's value. */
  readonly title: string;
  /** It puts a secret in: it needs the values that were cut out of the approved file, and does nothing without them. */
  readonly needsSecrets: boolean;
  /**
   * Applied, the difference is gone, and no other one has come. None when that cannot be done. `secrets`: those of the
   * approved file, in order of its cuts; the edits then hold one, and are for an editor only.
   */
  readonly edits: (secrets?: readonly string[]) => readonly TextEdit[];
}

/** To be done by a command: file a change request for what the document says. */
export interface RequestFix {
  readonly kind: 'request';
  readonly id: string;
  readonly title: string;
  readonly field: string;
}

export type DriftFix = RevertFix | RequestFix;

/** Best first. */
export function driftFixes(item: DriftItem, context: RevertContext): readonly DriftFix[] {
  const { key, field, change, before } = item.difference;
  const revert: RevertFix = {
    kind: 'revert',
    id: `revert ${key}`,
    title: titleOf(item),
    needsSecrets: change !== 'added' && before?.secret === true,
    edits: secrets => revertEdits(item.difference, context, secrets),
  };
  return [revert, { kind: 'request', id: `request ${key}`, title: `Request this change of ${field}`, field }];
}

function titleOf({ difference: { change, field, before, secret } }: DriftItem): string {
  if (change === 'added') return `Take out ${field}, which was not approved`;
  const value = secret ? 'secret' : `value ${shorten(before?.shown ?? '', LONGEST_VALUE)}`;
  return change === 'removed'
    ? `Put ${field} back with the approved ${value}`
    : `Revert to the approved ${value}`;
}
