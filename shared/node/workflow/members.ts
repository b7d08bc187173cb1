/** Takes somebody into the ledger or out of it: by a request, or at once where the policy asks for nobody else. */
import { neededAdministrators } from '../../core/ledger/administration.ts';
import { parseIntroduction } from '../../core/ledger/introduction.ts';
import { isFailure } from '../git/failure.ts';
import { removeMember, setMember } from '../ledger/membership.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { MemberService } from './service.ts';
import { type Session, withLedger } from './session.ts';

export function createMembers(session: Session): MemberService {
  return {
    members: () =>
      withLedger(session, async ({ state: { policy } }) => {
        const members = Object.entries(policy.principals).map(([principal, { roles, recipient }]) => ({
          principal,
          roles,
          readsSecrets: recipient !== null,
        }));
        return answered({ members, roles: policy.roles, approvals: neededAdministrators(policy) });
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
