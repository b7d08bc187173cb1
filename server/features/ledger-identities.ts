/** Who acts here: the identities on this machine. */
import type { Feature } from '../context.ts';
import { answer, answerChange } from '../ledger/answer.ts';

export const ledgerIdentities: Feature = {
  register: context => {
    answer(context, 'secureConfig/identities', service => service.identities());
    answerChange(context, 'secureConfig/useIdentity', (service, { name }) => service.useIdentity(name));
    answerChange(context, 'secureConfig/createIdentity', (service, wish) => service.createIdentity(wish));
  },
};
