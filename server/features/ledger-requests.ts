/** Change requests: to list, read, file, decide and apply them. What may be done is the ledger's to say. */
import type { Feature } from '../context.ts';
import { answer, answerChange } from '../ledger/answer.ts';

export const ledgerRequests: Feature = {
  register: context => {
    answer(context, 'secureConfig/requests', (service, filter) => service.requests(filter));
    answer(context, 'secureConfig/request', (service, { id }) => service.request(id));
    answer(context, 'secureConfig/previewRequest', (service, { environment }) =>
      service.previewRequest(environment),
    );
    answerChange(context, 'secureConfig/fileRequest', (service, wish) => service.fileRequest(wish));
    answerChange(context, 'secureConfig/editRequest', (service, wish) => service.editRequest(wish));
    answerChange(context, 'secureConfig/approveRequest', (service, wish) => service.approve(wish));
    answerChange(context, 'secureConfig/rejectRequest', (service, wish) => service.reject(wish));
    answerChange(context, 'secureConfig/emergencyApproveRequest', (service, wish) =>
      service.emergencyApprove(wish),
    );
    answerChange(context, 'secureConfig/cancelRequest', (service, wish) => service.cancel(wish));
    answerChange(context, 'secureConfig/reviewRequest', (service, wish) => service.review(wish));
    answerChange(context, 'secureConfig/applyRequest', (service, { id, overwrites }) =>
      service.apply(id, { overwrites: overwrites === true }),
    );
  },
};
