/** Changes of the policy: what one would come to, and the wish for it. Whether others have to agree is the ledger's to say. */
import type { Feature } from '../context.ts';
import { answer, answerChange } from '../ledger/answer.ts';

export const ledgerPolicy: Feature = {
  register: context => {
    answer(context, 'secureConfig/previewPolicy', (service, change) => service.previewPolicy(change));
    answerChange(context, 'secureConfig/changePolicy', (service, wish) => service.changePolicy(wish));
  },
};
