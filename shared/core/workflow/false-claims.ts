/**
 * Holds what an event says of its content against the content. Replay cannot: it does not know the texts. People who work
 * together could thus understate a change, and whoever looks later finds it here, without a key.
 */
import { compareSides } from '../drift/compare.ts';
import type { Side } from '../drift/side.ts';
import type { FieldChange } from '../ledger/request.ts';
import type { LedgerState } from '../ledger/state.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { assess } from './assess.ts';
import type { Claim } from './claim.ts';
import { claimsOf } from './claims.ts';
import { foreignFields } from './foreign-fields.ts';
import { listed } from './listed.ts';

export interface FalseClaim {
  readonly code:
    | 'unmapped-file'
    | 'changes-differ'
    | 'rollback-differs'
    | 'prerequisite'
    | 'assessment-differs';
  readonly message: string;
}

/** The contents that a claim names, read as everybody reads them, checked at the time of the event. */
export interface ClaimSides {
  readonly content: readonly Side[];
  readonly base: readonly Side[];
  readonly restored: readonly Side[];
  readonly first: readonly Side[];
  /** Paths of the content that the manifest by which it was checked does not map to its environment. */
  readonly unmapped: readonly string[];
}

/** Empty for an honest author who checked by the same rules. */
export function falseClaims(
  claim: Claim,
  sides: ClaimSides,
  { policy }: LedgerState,
  now: Date,
): FalseClaim[] {
  const { drift } = policy;
  return [
    ...(sides.unmapped.length > 0 ? [unmapped(sides.unmapped, claim.environment)] : []),
    ...(claim.changes ? changes(claim.changes, claimsOf(sides.base, sides.content, drift).changes) : []),
    ...(claim.restored ? rollback(foreignFields(sides, drift)) : []),
    ...(claim.first ? prerequisite(claim.first.fields, sides, drift) : []),
    ...(claim.content.bundle === null ? assessment(claim, sides.content, now) : []),
  ];
}

function unmapped(paths: readonly string[], environment: string): FalseClaim {
  const message = `The content has ${listed(paths)}, which the manifest does not map to ${environment}: those who answer for that were not asked.`;
  return { code: 'unmapped-file', message };
}

function changes(claimed: readonly FieldChange[], found: readonly FieldChange[]): FalseClaim[] {
  const [said, true_] = [claimed, found].map(each => new Set(each.map(change => canonicalJson(change))));
  const hidden = found.filter(change => !said?.has(canonicalJson(change)));
  const invented = claimed.filter(change => !true_?.has(canonicalJson(change)));
  const parts = [
    ...(hidden.length > 0 ? [`the content changes ${named(hidden)}, which it does not say so`] : []),
    ...(invented.length > 0 ? [`it says so of ${named(invented)}, which is not so`] : []),
  ];
  if (parts.length === 0) return [];
  const message = `What the event says of the changed fields is not true: ${parts.join('; ')}. Its approvers were asked for something else.`;
  return [{ code: 'changes-differ', message }];
}

/** `auth.jwt_algorithm (changed, a downgrade)`: what may be said of a field wrongly. */
function named(all: readonly FieldChange[]): string {
  const shown = all.slice(0, 5).map(({ field, change, downgrade, secret }) => {
    return `${field} (${[secret ? 'secret' : [], change, downgrade ? 'a downgrade' : []].flat().join(', ')})`;
  });
  return shown.join(', ') + (all.length > 5 ? ` and ${all.length - 5} more` : '');
}

function rollback(foreign: readonly string[]): FalseClaim[] {
  if (foreign.length === 0) return [];
  const message = `The rollback says that it keeps today’s secrets and takes everything else from its version, and ${listed(foreign)} is from neither.`;
  return [{ code: 'rollback-differs', message }];
}

/** Of secrets nothing certain is known: they were compared by who could decrypt them. */
function prerequisite(
  fields: readonly string[],
  { content, first }: ClaimSides,
  drift: LedgerState['policy']['drift'],
): FalseClaim[] {
  const asked = new Set(fields.map(field => field.toLowerCase()));
  const others = compareSides(first, content, { drift, by: 'field' })
    .differences.filter(({ field, secret }) => !secret && asked.has(field.toLowerCase()))
    .map(({ field }) => field);
  if (others.length === 0) return [];
  const message = `The event says that the same change is active in the environment that comes first, and there ${listed(others)} has another value.`;
  return [{ code: 'prerequisite', message }];
}

function assessment({ assessment: claimed }: Claim, content: readonly Side[], now: Date): FalseClaim[] {
  const found = assess(
    content.map(({ checked }) => checked),
    now,
  );
  if (!found || canonicalJson(found) === canonicalJson(claimed)) return [];
  const say = ({ score, isCompliant }: Claim['assessment']) =>
    `a score of ${score}, ${isCompliant ? 'compliant' : 'not compliant'}`;
  const message = `The event says of its content: ${say(claimed)}. By the same rules it is: ${say(found)}.`;
  return [{ code: 'assessment-differs', message }];
}
