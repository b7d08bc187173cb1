/** Who may do what, in the words that refusals use. */
import { rolesOf } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { LedgerState } from './state.ts';

/** Refuses whoever has none of the roles. `what` completes "… may": `change the policy`. */
export function requireRole(
  state: LedgerState,
  principal: string,
  roles: readonly string[],
  what: string,
): Refusal | undefined {
  const held = rolesOf(state.policy, principal);
  if (held.some(role => roles.includes(role))) return undefined;
  const whose = held.length === 0 ? 'no role' : held.join(', ');
  return refuse('wrong-role', `Only ${roles.join(' or ')} may ${what}; ${principal} has ${whose}.`);
}
