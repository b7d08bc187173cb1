/** The requests of a ledger in the order in which somebody should look at them. */
import { PRIORITIES } from '../../ledger/policy.ts';
import type { LedgerState } from '../../ledger/state.ts';
import type { ShownRequest } from './request.ts';
import { showRequest, type Viewer } from './show-request.ts';
import type { RequestFilter } from './wishes.ts';

/** Those that wait for the one who looks first: the most important, then what expires first. Then the newest. */
export function listRequests(
  state: LedgerState,
  whose: RequestFilter['whose'],
  viewer: Viewer,
): readonly ShownRequest[] {
  const newestFirst = [...state.requests.values()].reverse();
  const wanted = newestFirst
    .map(request => showRequest(state, request, viewer))
    .filter(({ isMine, waitsForMe }) => (whose === 'waiting' ? waitsForMe : whose === 'all' || isMine));
  const waiting = wanted.filter(({ waitsForMe }) => waitsForMe).sort(byUrgency);
  return [...waiting, ...wanted.filter(({ waitsForMe }) => !waitsForMe)];
}

function byUrgency(a: ShownRequest, b: ShownRequest): number {
  const rank = ({ priority }: ShownRequest) => PRIORITIES.indexOf(priority);
  return rank(b) - rank(a) || Date.parse(a.expires) - Date.parse(b.expires);
}
