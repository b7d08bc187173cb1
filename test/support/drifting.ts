/** Compares texts as versions and working files are compared. */
import { classifyDrift, type DriftItem } from '../../shared/core/drift/classify.ts';
import { type Comparison, compareSides, type Difference } from '../../shared/core/drift/compare.ts';
import type { RevertContext } from '../../shared/core/drift/revert.ts';
import { readStored, readWorking, type Side } from '../../shared/core/drift/side.ts';
import type { CutFile } from '../../shared/core/ledger/cut.ts';
import { type Fingerprint, keyedFingerprint } from '../../shared/core/ledger/fingerprint.ts';
import { proposePolicy } from '../../shared/core/ledger/from-profile.ts';
import type { DriftPolicy } from '../../shared/core/ledger/policy.ts';
import type { Project } from '../../shared/core/validation/project.ts';
import { type CheckOptions, checkWith, NOW } from './checking.ts';

const KEY = new Uint8Array(32).fill(7);
export const fingerprint: Fingerprint = keyedFingerprint(KEY, 1);

export function driftPolicyOf({ profile }: Project): DriftPolicy {
  return proposePolicy(profile).drift;
}

/** Of one file. */
export function workingSide(project: Project, text: string, options: CheckOptions = {}, key = true): Side {
  const [working] = readWorking([checkWith(project, text, options)], key ? fingerprint : undefined);
  if (!working) throw new Error('a file has one side');
  return working.side;
}

/** The file as it comes out of a ledger. */
export function storedSide(project: Project, text: string, options: CheckOptions = {}): Side {
  return storedAgain(workingSide(project, text, options));
}

export function storedAgain({ checked, file }: Side): Side {
  const read = JSON.parse(JSON.stringify(file)) as CutFile;
  return readStored(read, { governance: checked.governance, now: NOW });
}

/** `+ field value`, `- field value`, `~ field before → after`, each with `secret` and `downgrade`; `? field`. */
export function saidOf({ differences, unknown }: Comparison): string[] {
  return [...differences.map(sayDifference), ...unknown.map(({ field }) => `? ${field}`)];
}

function sayDifference({ field, change, before, after, secret, downgrade }: Difference): string {
  const sign = { added: '+', removed: '-', changed: '~' }[change];
  const values = [before?.shown, after?.shown].filter(shown => shown !== undefined).join(' → ');
  return `${sign} ${field} ${values}${secret ? ' secret' : ''}${downgrade ? ' downgrade' : ''}`;
}

export function compareFiles(before: Side, after: Side, project: Project, hasKey = true): Comparison {
  const key = hasKey && { fingerprint };
  return compareSides([before], [after], { drift: driftPolicyOf(project), ...key });
}

export const BASELINE = { version: 12, approvers: ['Ana', 'Ben'], author: 'Cleo', date: '2026-05-01' };

/** The drift of a text from an approved one, as an editor shows it. */
export function driftOf(
  approved: string,
  text: string,
  project: Project,
  more: DriftingOptions = {},
): DriftCase {
  const { showsAll = true, ...options } = more;
  const stored = storedSide(project, approved, options);
  const working = workingSide(project, text, options);
  const drift = driftPolicyOf(project);
  const comparison = compareSides([stored], [working], { drift, fingerprint });
  const { checked } = working;
  const items = classifyDrift(comparison, checked, { drift, baseline: BASELINE, showsAll });
  const { values } = readWorking([checkWith(project, approved, options)], fingerprint)[0] ?? { values: [] };
  return { items, context: { checked, approved: stored.file, now: NOW }, secrets: values };
}

export interface DriftingOptions extends CheckOptions {
  readonly showsAll?: boolean;
}

export interface DriftCase {
  readonly items: readonly DriftItem[];
  readonly context: RevertContext;
  /** What was cut out of the approved text. */
  readonly secrets: readonly string[];
}
