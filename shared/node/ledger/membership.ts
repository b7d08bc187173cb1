/** Changes who is in a ledger, and does what follows from it for secrets. */
import { type Member, withMember, withoutMember } from '../../core/ledger/members.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import { isFailure } from '../git/failure.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import type { Person } from './personal.ts';
import { keyForPolicy, reencryptions, secretsToRotate, type ToRotate } from './recipients.ts';
import { type DecidedWish, record } from './record.ts';

export interface Joined {
  readonly view: LedgerView;
  /** Bundles of secrets that were encrypted anew, so that the member reads them. */
  readonly reencrypted: number;
}

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
  const isNew = member.recipient !== null && !knowsRecipient(changed.before, member.recipient);
  return isNew ? reencryptAll(ledger, person, changed.view) : { view: changed.view, reencrypted: 0 };
}

export interface Left {
  readonly view: LedgerView;
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
  const { view, before } = changed;
  if ((before.principals[name]?.recipient ?? null) === null) return { view, toRotate: [] };
  const toRotate = await secretsToRotate({ repository: ledger.repository, commit: view.commit }, view.state);
  return isFailure(toRotate) ? toRotate : { view, toRotate };
}

interface Changed {
  readonly view: LedgerView;
  readonly before: Policy;
}

async function changePolicy(
  ledger: Ledger,
  person: Person,
  reason: string,
  change: (policy: Policy, key: Policy['fingerprintKey']) => Policy,
): Promise<Changed | LedgerFailure> {
  let before: Policy | undefined;
  const recorded = await record(ledger, person, async (state, _intent, commit) => {
    before = state.policy;
    return policyWish({ repository: ledger.repository, commit }, person, state, reason, change);
  });
  if (isFailure(recorded)) return recorded;
  return { view: recorded.view, before: before ?? recorded.view.state.policy };
}

async function policyWish(
  source: Parameters<typeof keyForPolicy>[0],
  { ageKey }: Person,
  { policy }: LedgerState,
  reason: string,
  change: (policy: Policy, key: Policy['fingerprintKey']) => Policy,
): Promise<DecidedWish> {
  const own = await ageKey();
  const after = change(policy, policy.fingerprintKey);
  const key = await keyForPolicy(source, policy, after, own.ok ? own.value : undefined);
  if (isFailure(key)) return key;
  const data = { policy: change(policy, key.fingerprintKey), reason, request: null };
  return { kind: 'policy.changed', data: data as unknown as JsonValue, attachments: key.attachments };
}

async function reencryptAll(
  ledger: Ledger,
  person: Person,
  view: LedgerView,
): Promise<Joined | LedgerFailure> {
  const own = await person.ageKey();
  if (!own.ok) return { kind: 'failure', ...own };
  let joined: Joined = { view, reencrypted: 0 };
  const source = { repository: ledger.repository, commit: view.commit };
  for await (const wish of reencryptions(source, view.state, own.value)) {
    if (isFailure(wish)) return wish;
    const recorded = await record(ledger, person, () => wish);
    if (isFailure(recorded)) return recorded;
    const { bundles } = wish.data as { readonly bundles: object };
    const reencrypted = joined.reencrypted + Object.keys(bundles).length;
    joined = { view: recorded.view, reencrypted };
  }
  return joined;
}

function knowsRecipient({ principals }: Policy, recipient: string): boolean {
  return Object.values(principals).some(each => each.recipient === recipient);
}
