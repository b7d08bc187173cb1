/** Who acts here: the identities on this machine. */
import type { Feature } from '../context.ts';
import { answer } from '../ledger/answer.ts';

export const ledgerIdentities: Feature = {
  register: context => {
    answer(context, 'secureConfig/identities', service => service.identities());
    answer(context, 'secureConfig/useIdentity', (service, { name }) => service.useIdentity(name));
    answer(context, 'secureConfig/createIdentity', (service, wish) => service.createIdentity(wish));
  },
};
