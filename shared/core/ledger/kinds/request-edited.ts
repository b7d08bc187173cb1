/** The requester asks for something else in the same place. Whoever approved has to look at it again. */
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { proposalRefusal } from '../proposals.ts';
import { refuse } from '../refusal.ts';
import { attachmentsOfSubject, PROPOSAL_FIELDS, proposalDigest, targetOf } from '../request.ts';
import { openRequest, proposed, updateRequest } from '../requests.ts';
import { type Accepted, record } from '../shape.ts';

const DATA = record({ request: UUID, ...PROPOSAL_FIELDS });

export const requestEdited = eventKind<Accepted<typeof DATA>>({
  kind: 'request.edited',
  data: DATA,
  attachmentsOf: ({ subject }) => attachmentsOfSubject(subject),
  admit: (state, { principal, time, data }) => {
    const found = openRequest(state, data.request, time);
    if ('refusal' in found) return found.refusal;
    const { request } = found;
    if (request.requester !== principal) {
      const message = `The request ${request.id} is ${request.requester}’s, and only ${request.requester} may edit it. Reject it and say what is wrong, or file another one.`;
      return refuse('not-yours', message);
    }
    if (request.subject.kind !== data.subject.kind || targetOf(request.subject) !== targetOf(data.subject)) {
      const message = `The request ${request.id} is a ${request.subject.kind} of ${targetOf(request.subject)}. For anything else, file another one.`;
      return refuse('other-subject', message);
    }
    if (proposalDigest(data) === request.digest) {
      return refuse('no-change', `The request ${request.id} says this already.`);
    }
    const refusal = proposalRefusal(state, data.subject);
    if (refusal) return refusal;
    const { expires } = proposed(state, data, request.filed);
    if (time <= expires) return undefined;
    const message = `What is asked for now has to be applied by ${expires}, counted from when the request was filed. File a new one.`;
    return refuse('expired', message);
  },
  apply: (draft, { time, data }) => {
    const request = draft.requests.get(data.request);
    if (request) updateRequest(draft, request.id, { edited: time, ...proposed(draft, data, request.filed) });
  },
  summary: ({ subject, justification }) =>
    `request for ${targetOf(subject)} edited, its approvals are void: ${justification}`,
});
