/** Who asked for a change does not want it any more, or an administrator clears it away. */
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { rolesOf } from '../policy.ts';
import { refuse } from '../refusal.ts';
import { endRequest, openRequest } from '../requests.ts';
import { type Accepted, record, text } from '../shape.ts';

const DATA = record({ request: UUID, reason: text({ min: 0, max: 5000 }) });

export const requestCancelled = eventKind<Accepted<typeof DATA>>({
  kind: 'request.cancelled',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, { principal, time, data }) => {
    const found = openRequest(state, data.request, time);
    if ('refusal' in found) return found.refusal;
    const { id, requester } = found.request;
    const { roles } = state.policy.administration;
    const isAdministrator = rolesOf(state.policy, principal).some(role => roles.includes(role));
    if (requester === principal || isAdministrator) return undefined;
    const message = `The request ${id} is ${requester}’s, so only ${requester} or ${roles.join(' or ')} may cancel it.`;
    return refuse('not-yours', message);
  },
  apply: (draft, event) =>
    endRequest(draft, event, event.data.request, { status: 'cancelled', reason: event.data.reason }),
  summary: ({ reason }) => `request cancelled${reason && `: ${reason}`}`,
});
