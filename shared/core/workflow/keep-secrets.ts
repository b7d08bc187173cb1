/**
 * An old version's text with the secrets of today: after a rotation the old ones are dangerous. Each is written so that it
 * reads the same as it does now, in whatever quotes the old text has.
 */
import type { FieldState } from '../drift/field-state.ts';
import { relationsBetween } from '../drift/relations.ts';
import { revertEdits } from '../drift/revert.ts';
import { readStored, readWorking, type Side, type Working } from '../drift/side.ts';
import { cutsIn } from '../drift/written.ts';
import { type CutFile, restoreFile } from '../ledger/cut.ts';
import { AS_IT_IS } from '../ledger/fingerprint.ts';
import { applyEdits } from '../text/text.ts';
import { type Checked, checkText } from '../validation/check.ts';
import type { Governance } from '../validation/project.ts';
import { hasSecretName } from '../validation/secret-name.ts';

export interface KeepInput {
  readonly old: CutFile;
  /** What was cut out of it; absent for who cannot decrypt it. */
  readonly oldSecrets?: readonly string[] | undefined;
  /** The file as it is now; absent: there is none. */
  readonly current?: Checked | undefined;
  readonly governance: Governance;
  readonly now: Date;
}

export interface Kept {
  /** Never to be shown or logged. */
  readonly text: string;
  /** Fields that are secret and have no value now: the old one stands there, or nothing where it cannot be read. */
  readonly missing: readonly string[];
  /** How many other places held a secret of then, such as comments: the same stands there again, or nothing. */
  readonly otherPlaces: number;
}

export function keepCurrentSecrets(input: KeepInput): Kept {
  const { old, oldSecrets, governance, now } = input;
  const [current] = input.current ? readWorking([input.current], AS_IT_IS) : [];
  const stored = readStored(old, { governance, now });
  let text = restoreFile(old, oldSecrets ?? old.cuts.map(() => '')) ?? old.text;
  const missing: string[] = [];
  const own = new Set<number>();
  for (const { key, before, after } of relationsBetween(current ? [current.side] : [], [stored])) {
    const cuts = after && isSecretItself(after, stored) ? cutsIn(after.span, stored) : [];
    if (!after || cuts.length === 0) continue;
    for (const cut of cuts) own.add(cut);
    const changed = before && current ? withCurrent(key, text, current, input) : undefined;
    if (changed === undefined) missing.push(after.field);
    else text = changed;
  }
  return { text, missing, otherPlaces: old.cuts.length - own.size };
}

/** Not a value that only repeats what is a secret elsewhere, as a user's name may repeat a weak password. */
function isSecretItself(state: FieldState, side: Side): boolean {
  if (!state.setting) return hasSecretName(state.field);
  return cutsIn(state.span, side).some(index => side.file.cuts[index]?.field != null);
}

/** Undefined when the secret cannot be written there. */
function withCurrent(
  key: string,
  text: string,
  { side, values }: Working,
  { old, governance, now }: KeepInput,
): string | undefined {
  const checked = checkText({ path: old.path, text, governance, now });
  const [written] = readWorking([checked], AS_IT_IS);
  const relations = relationsBetween([side], written ? [written.side] : [], { fingerprint: AS_IT_IS });
  const relation = relations.find(each => each.key === key);
  if (relation?.kind === 'same') return text;
  if (!relation?.before) return undefined;
  const difference = { key, change: 'changed', before: relation.before } as const;
  const edits = revertEdits(difference, { checked, approved: side.file, now }, values);
  return edits.length > 0 ? applyEdits(text, edits) : undefined;
}
