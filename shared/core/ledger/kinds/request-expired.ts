/** The time of a request is over. It is so without this event, too; this one says so to whoever reads the ledger. */
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { refuse } from '../refusal.ts';
import { endRequest, unendedRequest } from '../requests.ts';
import { type Accepted, record } from '../shape.ts';

const DATA = record({ request: UUID });

export const requestExpired = eventKind<Accepted<typeof DATA>>({
  kind: 'request.expired',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, { time, data }) => {
    const found = unendedRequest(state, data.request);
    if ('refusal' in found) return found.refusal;
    const { id, expires } = found.request;
    return time > expires ? undefined : refuse('not-expired', `The request ${id} is open until ${expires}.`);
  },
  apply: (draft, event) => endRequest(draft, event, event.data.request, { status: 'expired' }),
  summary: () => 'request expired',
});
