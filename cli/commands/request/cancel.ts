/** `secure-config request cancel`: takes a request back. */
import { writtenDecision } from '../../workflow/written-decision.ts';

export const command = writtenDecision({
  name: 'request cancel',
  summary: 'take a request of yours back, for good',
  description: 'Ends a request that is not wanted any more. That is final.',
  option: 'reason',
  help: 'why; needed',
  examples: [['request cancel 5f0c --reason "Done otherwise."', 'with the reason']],
  question: 'Cancel it for good?',
  act: (service, id, reason) => service.cancel({ id, reason }),
  done: 'Cancelled the request',
});
