/** `secure-config request reject`: ends a request without a change. */
import { writtenDecision } from '../../workflow/written-decision.ts';

export const command = writtenDecision({
  name: 'request reject',
  summary: 'reject a request, for good',
  description: 'Ends the request. That is final: what is still wanted has to be asked for anew.',
  option: 'reason',
  help: 'why not; needed',
  examples: [['request reject 5f0c --reason "Not before the release."', 'with the reason']],
  question: 'Reject it for good?',
  act: (service, id, reason) => service.reject({ id, reason }),
  done: 'Rejected the request',
});
