/** What can be done with change requests: list, look at, file, edit, approve, reject, cancel, apply, review. */
import type { ChangeRequest } from '../../core/ledger/request.ts';
import type { Command } from '../../core/workflow/decide.ts';
import { listRequests } from '../../core/workflow/shown/list-requests.ts';
import { showRequest } from '../../core/workflow/shown/show-request.ts';
import { applyRequest } from './applying.ts';
import { type Examined, examine } from './evidence.ts';
import { fileWorking, previewRequest } from './filing.ts';
import { welcomeNewcomers } from './newcomers.ts';
import { answered } from './outcome.ts';
import { perform } from './recording.ts';
import { detailAfter, detailOf, unknownRequest } from './request-detail.ts';
import type { RequestService } from './service.ts';
import { type Session, withLedger } from './session.ts';

export function createRequests(session: Session): RequestService {
  /** Does what a command says, and shows the request as it is then. */
  const act = (
    id: string,
    command: (request: ChangeRequest, examined: Examined | null) => Command,
    looks: boolean,
  ) =>
    withLedger(session, async opened => {
      const request = opened.state.requests.get(id);
      if (!request) return unknownRequest(id);
      const examined = looks ? await examine(session, opened, request) : answered(null);
      if (!examined.ok) return examined;
      const recorded = await perform(session, opened, command(request, examined.value));
      return recorded.ok ? detailAfter(session, id) : recorded;
    });
  return {
    requests: filter =>
      withLedger(session, async ({ state }) => {
        const viewer = await session.viewer(state);
        const { items, next } = page(listRequests(state, filter.whose, viewer), filter);
        return answered({ items: items.map(request => showRequest(state, request, viewer)), next });
      }),
    request: id => withLedger(session, opened => detailOf(session, opened, id)),
    previewRequest: environment =>
      withLedger(session, opened => previewRequest(session, opened, environment)),
    fileRequest: wish => withLedger(session, opened => fileWorking(session, opened, wish, undefined)),
    editRequest: wish => withLedger(session, opened => fileWorking(session, opened, wish, wish.id)),
    approve: ({ id, digest, comment }) =>
      act(
        id,
        (_, examined) => ({
          command: 'approve',
          ...{ request: id, digest, comment, roles: null, evidence: examined?.evidence ?? null },
        }),
        true,
      ),
    emergencyApprove: ({ id, digest, reason, confirmation }) =>
      act(
        id,
        (_, examined) => ({
          command: 'emergencyApprove',
          ...{ request: id, digest, reason, confirmation, evidence: examined?.evidence ?? null },
        }),
        true,
      ),
    reject: ({ id, reason }) =>
      act(id, ({ digest }) => ({ command: 'reject', request: id, digest, reason }), false),
    cancel: ({ id, reason }) => act(id, () => ({ command: 'cancel', request: id, reason }), false),
    review: ({ id, finding }) => act(id, () => ({ command: 'review', request: id, finding }), false),
    apply: (id, { overwrites } = { overwrites: false }) =>
      withLedger(session, async opened => {
        const request = opened.state.requests.get(id);
        if (!request) return unknownRequest(id);
        if (request.subject.kind !== 'policy') return applyRequest(session, opened, request, overwrites);
        const recorded = await perform(session, opened, { command: 'changePolicy', request: id });
        return recorded.ok ? welcomeNewcomers(session, opened, recorded.value.view) : recorded;
      }),
  };
}

function page<Item>(items: readonly Item[], { before, limit }: { before: number | null; limit: number }) {
  const start = before ?? 0;
  const next = start + limit;
  return { items: items.slice(start, next), next: next < items.length ? next : null };
}
