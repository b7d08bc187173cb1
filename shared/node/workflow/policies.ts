/** Shows the policy as a text that can be edited, and puts another in force: by a request, or at once where nobody else is needed. */
import { parse, stringify } from 'yaml';
import { neededAdministrators } from '../../core/ledger/administration.ts';
import { withProposal } from '../../core/ledger/adopt.ts';
import { proposePolicy } from '../../core/ledger/from-profile.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import { policyPart, withPart } from '../../core/ledger/policy-part.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import { ruleSetDigest } from '../../core/workflow/rule-set.ts';
import type { PolicyChange, PolicyResult, PolicyWish } from '../../core/workflow/shown/policy.ts';
import { policyDifferences } from '../../core/workflow/shown/show-policy.ts';
import { propose } from './filing.ts';
import { answered, refusal } from './outcome.ts';
import { perform } from './recording.ts';
import type { Outcome, PolicyService } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';

/** What of a policy is edited by hand: all but the members. */
export function policyYaml(policy: Policy): string {
  return stringify(policyPart(policy), { lineWidth: 0 });
}

/** To be compared: what the ledger has kept and what a profile says have their keys in different orders. */
function sortedYaml(policy: Policy): string {
  return stringify(policyPart(policy), { lineWidth: 0, sortMapEntries: true });
}

export function createPolicies(session: Session): PolicyService {
  return {
    previewPolicy: change =>
      withLedger(session, async opened => {
        const next = nextPolicy(opened, change);
        if (!next.ok) return next;
        const { policy } = opened.state;
        const changes = policyDifferences(policy, next.value);
        return answered({
          changes,
          before: sortedYaml(policy),
          after: sortedYaml(next.value),
          approvals: neededAdministrators(policy),
          from: policy.version,
        });
      }),
    changePolicy: wish => withLedger(session, opened => changePolicy(session, opened, wish)),
  };
}

function nextPolicy({ state, project }: Opened, change: PolicyChange): Outcome<Policy> {
  const { policy } = state;
  const next =
    change.kind === 'adopt'
      ? answered(withProposal(policy, proposePolicy(project.profile), ruleSetDigest(project)))
      : edited(policy, change.yaml);
  if (!next.ok || policyDifferences(policy, next.value).length > 0) return next;
  return refusal('no-change', 'That is the policy which is in force. There is nothing to change.');
}

function edited(policy: Policy, yaml: string): Outcome<Policy> {
  const next = withPart(policy, read(yaml));
  return 'problem' in next
    ? refusal('event-shape', `This is no policy. ${next.problem}`)
    : answered(next.policy);
}

/** Undefined: it is no YAML. */
function read(yaml: string): JsonValue | undefined {
  try {
    return parse(yaml, { maxAliasCount: 0 }) as JsonValue;
  } catch {
    return undefined;
  }
}

async function changePolicy(
  session: Session,
  opened: Opened,
  wish: PolicyWish,
): Promise<Outcome<PolicyResult>> {
  const next = nextPolicy(opened, wish);
  if (!next.ok) return next;
  const { policy } = opened.state;
  if (policy.version !== wish.from) {
    return refusal(
      'stale-content',
      'The policy has changed since you looked. Look again at what would change.',
    );
  }
  const { justification } = wish;
  if (neededAdministrators(policy) > 0) {
    const subject = { kind: 'policy' as const, policy: next.value };
    const filed = await propose(
      session,
      opened,
      { subject, justification, impact: '', rollbackPlan: '' },
      [],
    );
    return filed.ok ? answered({ kind: 'requested', request: filed.value }) : filed;
  }
  const command = {
    command: 'changePolicy',
    request: null,
    policy: next.value,
    reason: justification,
  } as const;
  const recorded = await perform(session, opened, command);
  return recorded.ok ? answered({ kind: 'done', version: next.value.version }) : recorded;
}
