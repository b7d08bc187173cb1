/**
 * What the machine of who approves or applies finds in a request's content by itself. A request says of itself which fields
 * it changes, and the ledger's state cannot tell whether that is true: it does not know the texts.
 */
import { ADOPT_RULES } from '../ledger/adopt.ts';
import { type Refusal, refuse } from '../ledger/refusal.ts';
import type { ChangeRequest, FieldChange } from '../ledger/request.ts';
import type { LedgerState } from '../ledger/state.ts';
import type { Assessment } from '../ledger/version.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { faultyRules } from './faulty-rules.ts';
import { listed } from './listed.ts';

export interface Evidence {
  /** A file of the rules that has errors where somebody looks: what is found by such rules says nothing of the request. */
  readonly faultySource?: string;
  /** `claimsOf` the request's content and that of its base. */
  readonly changes: readonly FieldChange[];
  /**
   * Fields that are seen to differ by whoever can decrypt them. Fingerprints are written by who files a request, and a false
   * one would hide that a secret has changed.
   */
  readonly differing: readonly string[];
  /** Of the content's paths, those that the manifest of who looks does not map to the content's environment. */
  readonly unmapped: readonly string[];
  /** Of a rollback that keeps secrets: `foreignFields`. */
  readonly foreign: readonly string[];
  /** What the check says of the content now. */
  readonly assessment: Assessment;
}

/** Null is right for a change of the policy, which has no content. */
export function evidenceRefusal(
  { policy }: LedgerState,
  { id, subject, requester, policyVersion }: ChangeRequest,
  evidence: Evidence | null,
): Refusal | undefined {
  if (subject.kind === 'policy') return undefined;
  if (evidence?.faultySource !== undefined) return refuse('stale-rules', faultyRules(evidence.faultySource));
  if (evidence && evidence.unmapped.length > 0) {
    const message = `The request ${id} would write ${listed(evidence.unmapped)}: secure-config.yaml as it is here does not map that to ${subject.environment}, so those who answer for it are not asked. Do not approve it; ask ${requester} to take it out. If it belongs to ${subject.environment}, secure-config.yaml has to map it first, under files: pull, where a colleague has done that.`;
    return refuse('unmapped-file', message);
  }
  const hasChangedPolicy = policyVersion !== policy.version;
  if (evidence && hasChangedPolicy && isOfAnotherPolicy(subject.changes, evidence)) {
    const message = `The policy changed since the request ${id} was filed or edited last (version ${policyVersion} then, ${policy.version} now), and other changes of it are downgrades by now. Ask ${requester} to edit it, so that it says which (secure-config request edit); then it has to be approved again.`;
    return refuse('stale-policy', message);
  }
  if (!evidence || !isSameSet(subject.changes, evidence.changes) || hides(subject.changes, evidence)) {
    const message = `The request ${id} does not say truly which fields its content changes. Do not approve it; ask ${requester} to edit it, and why it differs.`;
    return refuse('changes-differ', message);
  }
  if (evidence.foreign.length > 0) {
    const message = `The request ${id} says that it takes the secrets of today and everything else from an old version, and ${listed(evidence.foreign)} is from neither. Do not approve it; ask ${requester} why.`;
    return refuse('rollback-differs', message);
  }
  const { ruleSet, isCompliant } = evidence.assessment;
  if (ruleSet !== subject.assessment.ruleSet) {
    const message = `The content is checked by other rules here than those that the request ${id} names. Take over the rules that the policy has in force, or ask ${requester} to edit the request; or ${ADOPT_RULES}.`;
    return refuse('stale-rules', message);
  }
  if (isCompliant || !subject.assessment.isCompliant) return undefined;
  const message = `The request ${id} says that its content complies with the rules, and here it does not. Ask ${requester} to edit it.`;
  return refuse('not-compliant', message);
}

/** The policy says which changes are downgrades: all else that a request states of its content follows from the content. */
function isOfAnotherPolicy(claimed: readonly FieldChange[], evidence: Evidence): boolean {
  const unmarked = (changes: readonly FieldChange[]) =>
    changes.map(change => ({ ...change, downgrade: false }));
  return (
    !isSameSet(claimed, evidence.changes) &&
    isSameSet(unmarked(claimed), unmarked(evidence.changes)) &&
    !hides(claimed, evidence)
  );
}

function hides(claimed: readonly FieldChange[], { differing }: Evidence): boolean {
  const named = new Set(claimed.map(({ field }) => field.toLowerCase()));
  return differing.some(field => !named.has(field.toLowerCase()));
}

function isSameSet(claimed: readonly FieldChange[], found: readonly FieldChange[]): boolean {
  const spelled = (changes: readonly FieldChange[]) => changes.map(change => canonicalJson(change)).sort();
  return spelled(claimed).join('\n') === spelled(found).join('\n');
}
