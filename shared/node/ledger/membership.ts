/** Changes who is in a ledger, or asks the other administrators for it, and does what follows from it for secrets. */
import { neededAdministrators } from '../../core/ledger/administration.ts';
import type { ToRotate } from '../../core/ledger/departures.ts';
import { type Member, withMember, withoutMember } from '../../core/ledger/members.ts';
import { type Policy, rolesOf } from '../../core/ledger/policy.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import { decide } from '../../core/workflow/decide.ts';
import { isFailure } from '../git/failure.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import type { Person } from './personal.ts';
import { keyForPolicy } from './recipients.ts';
import { type DecidedWish, type Intent, record } from './record.ts';
import { letNewcomersRead, type Reencrypted } from './reencrypt.ts';
import { secretsToRotate } from './rotation.ts';

/** What a change of the members came to. */
interface Asked {
  readonly view: LedgerView;
  /** The request by which the other administrators are asked; null: it is in force. */
  readonly request: string | null;
}

export type Joined = Asked & Reencrypted;

/** Adds somebody, or replaces what the policy says of them. */
export async function setMember(
  ledger: Ledger,
  person: Person,
  name: string,
  member: Member,
): Promise<Joined | LedgerFailure> {
  const reason = `${name} is a member with ${member.roles.length === 0 ? 'no role' : member.roles.join(', ')}`;
  const changed = await changePolicy(ledger, person, reason, (policy, key) =>
    withMember(policy, name, member, key),
  );
  if (isFailure(changed)) return changed;
  const { request, before, view } = changed;
  const read = await letNewcomersRead(ledger, person, before, view);
  return isFailure(read) ? read : { ...read, request };
}

export interface Left extends Asked {
  /** What they could read and is live now; empty when they read no secrets. */
  readonly toRotate: readonly ToRotate[];
}

export async function removeMember(
  ledger: Ledger,
  person: Person,
  name: string,
): Promise<Left | LedgerFailure> {
  const changed = await changePolicy(ledger, person, `${name} has left`, (policy, key) =>
    withoutMember(policy, name, key),
  );
  if (isFailure(changed)) return changed;
  const { view, before, request } = changed;
  if ((before.principals[name]?.recipient ?? null) === null) return { view, request, toRotate: [] };
  const toRotate = await secretsToRotate({ repository: ledger.repository, commit: view.commit }, view.state);
  return isFailure(toRotate) ? toRotate : { view, request, toRotate };
}

interface Changed extends Asked {
  readonly before: Policy;
}

async function changePolicy(
  ledger: Ledger,
  person: Person,
  reason: string,
  change: (policy: Policy, key: Policy['fingerprintKey']) => Policy,
): Promise<Changed | LedgerFailure> {
  let before: Policy | undefined;
  const recorded = await record(ledger, person, async (state, intent, commit) => {
    before = state.policy;
    return policyWish({ repository: ledger.repository, commit }, { person, intent }, state, reason, change);
  });
  if (isFailure(recorded)) return recorded;
  const { view, event } = recorded;
  const request = event.kind === 'request.filed' ? event.id : null;
  return { view, before: before ?? view.state.policy, request };
}

async function policyWish(
  source: Parameters<typeof keyForPolicy>[0],
  { person, intent }: { readonly person: Person; readonly intent: Intent },
  state: LedgerState,
  reason: string,
  change: (policy: Policy, key: Policy['fingerprintKey']) => Policy,
): Promise<DecidedWish> {
  const { policy } = state;
  const own = await person.ageKey();
  const after = change(policy, policy.fingerprintKey);
  const key = await keyForPolicy(source, policy, after, own.ok ? own.value : undefined);
  if (isFailure(key)) return key;
  const next = change(policy, key.fingerprintKey);
  if (neededAdministrators(policy) > 0) return askFor(state, next, reason, key.attachments, intent);
  const data = { policy: next, reason, request: null };
  return { kind: 'policy.changed', data: data as unknown as JsonValue, attachments: key.attachments };
}

/** The policy in force wants others to agree. */
function askFor(
  state: LedgerState,
  policy: Policy,
  justification: string,
  attachments: readonly Uint8Array[],
  intent: Intent,
): DecidedWish {
  const [role = null] = rolesOf(state.policy, intent.principal);
  const proposal = {
    subject: { kind: 'policy', policy },
    justification,
    impact: '',
    rollbackPlan: '',
  } as const;
  const decision = decide(state, { command: 'file', ...proposal, role }, intent);
  return 'refusal' in decision ? decision : { ...decision, attachments };
}
