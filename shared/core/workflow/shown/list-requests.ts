/** The requests of a ledger in the order in which somebody should look at them. */
import { PRIORITIES } from '../../ledger/policy.ts';
import type { ChangeRequest } from '../../ledger/request.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { termsOf } from '../../ledger/terms.ts';
import { principalOf, priorityOf, type Viewer, waitsForViewer } from './show-request.ts';
import type { RequestFilter } from './wishes.ts';

/** Those that wait for the one who looks first: the most important, then what expires first. Then what is open; the newest first. */
export function listRequests(
  state: LedgerState,
  whose: RequestFilter['whose'],
  viewer: Viewer,
): readonly ChangeRequest[] {
  const newestFirst = [...state.requests.values()].reverse();
  const waiting = newestFirst.filter(request => waitsForViewer(state, request, viewer));
  const first = new Set(waiting.sort(byUrgency(state)));
  if (whose === 'waiting') return [...first];
  const me = principalOf(viewer);
  const others = newestFirst.filter(request => !first.has(request));
  const isOver = ({ ending, expires }: ChangeRequest): boolean => ending !== null || viewer.now > expires;
  const open = others.filter(request => !isOver(request));
  return [...first, ...open, ...others.filter(isOver)].filter(
    ({ requester }) => whose === 'all' || requester === me,
  );
}

function byUrgency(state: LedgerState): (a: ChangeRequest, b: ChangeRequest) => number {
  const rank = (request: ChangeRequest) =>
    PRIORITIES.indexOf(priorityOf(request, termsOf(state, request.subject)));
  return (a, b) => rank(b) - rank(a) || Date.parse(a.expires) - Date.parse(b.expires);
}
