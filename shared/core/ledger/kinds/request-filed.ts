/** Somebody asks for a change: of an environment, back to one of its versions, or of the policy. */
import { noteSealing } from '../bundles.ts';
import { eventKind } from '../kind.ts';
import { ROLE } from '../names.ts';
import { rolesOf } from '../policy.ts';
import { proposalRefusal } from '../proposals.ts';
import { refuse } from '../refusal.ts';
import { attachmentsOfSubject, PROPOSAL_FIELDS, targetOf } from '../request.ts';
import { proposed } from '../requests.ts';
import { type Accepted, nullable, record } from '../shape.ts';

const DATA = record({
  ...PROPOSAL_FIELDS,
  /** In which of their roles the requester asks; null for none. */
  role: nullable(ROLE),
});

/** The event's id is the request's. */
export const requestFiled = eventKind<Accepted<typeof DATA>>({
  kind: 'request.filed',
  data: DATA,
  attachmentsOf: ({ subject }) => attachmentsOfSubject(subject),
  admit: (state, { id, principal, data: { role, subject } }) => {
    if (state.requests.has(id)) return refuse('duplicate', `There is a request ${id} already.`);
    if (role !== null && !rolesOf(state.policy, principal).includes(role)) {
      return refuse('wrong-role', `${principal} asks as ${role} and does not have that role.`);
    }
    return proposalRefusal(state, subject);
  },
  apply: (draft, { id, seq, principal, time, data }) => {
    if (data.subject.kind !== 'policy') noteSealing(draft, data.subject.content, seq);
    draft.requests.set(id, {
      id,
      requester: principal,
      requesterRole: data.role,
      filed: time,
      edited: null,
      ending: null,
      ...proposed(draft, data, time),
    });
  },
  summary: ({ subject, justification }) => `request for ${targetOf(subject)}: ${justification}`,
});
