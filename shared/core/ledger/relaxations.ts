/** What a policy does without, as a ledger of one person needs it, in the sentences that every report shows. */
import { neededAdministrators } from './administration.ts';
import type { Policy } from './policy.ts';

export function relaxationsOf(policy: Policy): readonly string[] {
  const { relaxations } = policy;
  return [
    ...(relaxations.selfApproval
      ? ['Who asks for a change may approve it: there is no second pair of eyes.']
      : []),
    ...(neededAdministrators(policy) === 0 && !relaxations.selfApproval
      ? ['One administrator may change the policy alone, and with it who approves what.']
      : []),
    ...(relaxations.severalRoles ? ['One person may approve in several roles.'] : []),
  ];
}
