/** Who is in a ledger, and the wish to take somebody in or out. */
import type { Feature } from '../context.ts';
import { answer, answerChange } from '../ledger/answer.ts';

export const ledgerMembers: Feature = {
  register: context => {
    answer(context, 'secureConfig/members', service => service.members());
    answerChange(context, 'secureConfig/addMember', (service, wish) => service.addMember(wish));
    answerChange(context, 'secureConfig/removeMember', (service, { principal }) =>
      service.removeMember(principal),
    );
  },
};
