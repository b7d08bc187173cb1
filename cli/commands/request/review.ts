/** `secure-config request review`: pays the debt of an emergency. */
import { writtenDecision } from '../../workflow/written-decision.ts';

export const command = writtenDecision({
  name: 'request review',
  summary: 'look at an emergency afterwards, and say what you found',
  description:
    'An emergency approval goes round the approvers and owes a review. Somebody else says here what they found; until then the ' +
    'debt stands on every report, and the policy may refuse the next emergency.',
  option: 'finding',
  help: 'what you found; needed',
  examples: [['request review 5f0c --finding "The change was right and small."', 'after the emergency']],
  question: 'Sign this review?',
  act: (service, id, finding) => service.review({ id, finding }),
  done: 'Reviewed the emergency of the request',
});
