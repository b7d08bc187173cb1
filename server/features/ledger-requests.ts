/** Change requests: to list, read, file, decide and apply them. What may be done is the ledger's to say. */
import type { Feature } from '../context.ts';
import { answer } from '../ledger/answer.ts';

export const ledgerRequests: Feature = {
  register: context => {
    answer(context, 'secureConfig/requests', (service, filter) => service.requests(filter));
    answer(context, 'secureConfig/request', (service, { id }) => service.request(id));
    answer(context, 'secureConfig/previewRequest', (service, { environment }) =>
      service.previewRequest(environment),
    );
    answer(context, 'secureConfig/fileRequest', (service, wish) => service.fileRequest(wish));
    answer(context, 'secureConfig/editRequest', (service, wish) => service.editRequest(wish));
    answer(context, 'secureConfig/approveRequest', (service, wish) => service.approve(wish));
    answer(context, 'secureConfig/rejectRequest', (service, wish) => service.reject(wish));
    answer(context, 'secureConfig/emergencyApproveRequest', (service, wish) =>
      service.emergencyApprove(wish),
    );
    answer(context, 'secureConfig/cancelRequest', (service, wish) => service.cancel(wish));
    answer(context, 'secureConfig/reviewRequest', (service, wish) => service.review(wish));
    answer(context, 'secureConfig/applyRequest', (service, { id }) => service.apply(id));
  },
};
