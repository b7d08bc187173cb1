/** The requester asks for something else in the same place. Whoever approved has to look at it again. */
import { noteSealing } from '../bundles.ts';
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { proposalRefusal } from '../proposals.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { attachmentsOfSubject, PROPOSAL_FIELDS, proposalDigest, targetOf } from '../request.ts';
import { openRequest, proposed, updateRequest } from '../requests.ts';
import { type Accepted, record } from '../shape.ts';
import type { LedgerState } from '../state.ts';

const DATA = record({ request: UUID, ...PROPOSAL_FIELDS });

type Data = Accepted<typeof DATA>;

export const requestEdited = eventKind<Data>({
  kind: 'request.edited',
  data: DATA,
  attachmentsOf: ({ subject }) => attachmentsOfSubject(subject),
  admit: (state, { principal, time, data }) => {
    const refusal = editorRefusal(state, data.request, principal, time);
    return refusal ?? contentRefusal(state, data, time);
  },
  apply: (draft, { seq, time, data }) => {
    if (data.subject.kind !== 'policy') noteSealing(draft, data.subject.content, seq);
    const request = draft.requests.get(data.request);
    if (request) updateRequest(draft, request.id, { edited: time, ...proposed(draft, data, request.filed) });
  },
  summary: ({ subject, justification }) =>
    `request for ${targetOf(subject)} edited, its approvals are void: ${justification}`,
});

/** Why somebody may not edit a request at all, whatever they would put in its place. */
export function editorRefusal(
  state: LedgerState,
  id: string,
  principal: string,
  time: string,
): Refusal | undefined {
  const found = openRequest(state, id, time);
  if ('refusal' in found) return found.refusal;
  const { requester } = found.request;
  if (requester === principal) return undefined;
  const message = `The request ${id} is ${requester}’s, and only ${requester} may edit it. Reject it and say what is wrong, or file another one.`;
  return refuse('not-yours', message);
}

function contentRefusal(state: LedgerState, data: Data, time: string): Refusal | undefined {
  const found = openRequest(state, data.request, time);
  if ('refusal' in found) return found.refusal;
  const { id, subject, digest, filed } = found.request;
  if (subject.kind !== data.subject.kind || targetOf(subject) !== targetOf(data.subject)) {
    const message = `The request ${id} is a ${subject.kind} of ${targetOf(subject)}. For anything else, file another one.`;
    return refuse('other-subject', message);
  }
  if (proposalDigest(data) === digest) return refuse('no-change', `The request ${id} says this already.`);
  const refusal = proposalRefusal(state, data.subject);
  if (refusal) return refusal;
  const { expires } = proposed(state, data, filed);
  if (time <= expires) return undefined;
  const message = `What is asked for now has to be applied by ${expires}, counted from when the request was filed. File a new one.`;
  return refuse('expired', message);
}
