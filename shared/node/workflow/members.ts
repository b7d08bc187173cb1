/** Takes somebody into the ledger or out of it: by a request, or at once where the policy asks for nobody else. */
import { neededAdministrators } from '../../core/ledger/administration.ts';
import { requireRole } from '../../core/ledger/authority.ts';
import { parseIntroduction } from '../../core/ledger/introduction.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { isFailure } from '../git/failure.ts';
import { removeMember, setMember } from '../ledger/membership.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { MemberService } from './service.ts';
import { type Session, withLedger } from './session.ts';

export function createMembers(session: Session): MemberService {
  return {
    members: () =>
      withLedger(session, async ({ state }) => {
        const { policy } = state;
        const members = Object.entries(policy.principals).map(([principal, { roles, recipient }]) => ({
          principal,
          roles,
          readsSecrets: recipient !== null,
        }));
        const obstacle = await obstacleFor(session, state);
        return answered({ members, roles: policy.roles, approvals: neededAdministrators(policy), obstacle });
      }),
    addMember: ({ introduction, roles, readsSecrets }) =>
      withLedger(session, async ({ ledger, state }) => {
        const read = parseIntroduction(introduction);
        if (read.value === undefined) return refusal(read.problem.code, read.problem.message);
        const actor = await session.actor(state);
        if (!actor.ok) return actor;
        const { principal, publicKey, recipient } = read.value;
        const member = { roles, keys: [publicKey], recipient: readsSecrets ? recipient : null };
        const joined = await setMember(ledger, actor.value.person, principal, member);
        if (isFailure(joined)) return refusedAs(joined);
        return answered({ principal, request: joined.request, toRotate: [] });
      }),
    removeMember: principal =>
      withLedger(session, async ({ ledger, state }) => {
        if (!Object.hasOwn(state.policy.principals, principal))
          return refusal('unknown-principal', `${principal} is no member of this ledger.`);
        const actor = await session.actor(state);
        if (!actor.ok) return actor;
        const left = await removeMember(ledger, actor.value.person, principal);
        if (isFailure(left)) return refusedAs(left);
        return answered({ principal, request: left.request, toRotate: left.toRotate });
      }),
  };
}

/** Whoever is a member may ask the administrators where they have to approve it; else only they change it. */
async function obstacleFor(session: Session, state: LedgerState): Promise<string | null> {
  const actor = await session.actor(state);
  if (!actor.ok) return actor.message;
  if (neededAdministrators(state.policy) > 0) return null;
  const { roles } = state.policy.administration;
  return requireRole(state, actor.value.principal, roles, 'change who is a member')?.message ?? null;
}
