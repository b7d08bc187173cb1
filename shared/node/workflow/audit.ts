/** Looks at a ledger's events: which there are, what each says, and whether they hold. */
import { adviceOn } from '../../core/ledger/advice.ts';
import { deepText } from '../../core/ledger/deep-text.ts';
import { type EventFacts, factsOf } from '../../core/ledger/event-facts.ts';
import { rolesOf } from '../../core/ledger/policy.ts';
import { keyFingerprint, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { EventDetail, VerifyReport } from '../../core/workflow/shown/ledger.ts';
import type { EventFilter } from '../../core/workflow/shown/wishes.ts';
import { isFailure } from '../git/failure.ts';
import { eventsBack, type PastEvent } from '../ledger/look-back.ts';
import { stateBefore } from '../ledger/state-before.ts';
import { verifyOwnLedger } from '../ledger/verify-own.ts';
import { createDeepVerify } from './deep-verify.ts';
import { answered, refusedAs } from './outcome.ts';
import type { LedgerService, Outcome } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';

export function createAudit(session: Session): Pick<LedgerService, 'events' | 'event' | 'verify'> {
  return {
    events: filter => withLedger(session, opened => eventsOf(opened, filter)),
    event: seq => withLedger(session, opened => eventOf(opened, seq)),
    verify: work => withLedger(session, opened => verify(session, opened, work)),
  };
}

async function eventsOf({ ledger, view, state }: Opened, { environment, kind, before, limit }: EventFilter) {
  const items: ReturnType<typeof shownEvent>[] = [];
  for await (const past of eventsBack(ledger.repository, view, before ?? undefined)) {
    if (isFailure(past)) return refusedAs(past);
    const facts = factsOf(past.event, state);
    if (environment !== null && facts.environment !== environment) continue;
    if (kind !== null && !past.event.kind.startsWith(kind)) continue;
    if (items.length === limit) return answered({ items, next: items.at(-1)?.seq ?? null });
    items.push(shownEvent(past.event, facts));
  }
  return answered({ items, next: null });
}

function shownEvent({ seq, id, kind, time, principal }: PastEvent['event'], facts: EventFacts) {
  const { environment, summary } = facts;
  return { seq, id, kind, time, principal, environment, summary };
}

/** Verified anew, up to this event. */
async function eventOf({ ledger, state }: Opened, seq: number): Promise<Outcome<EventDetail>> {
  const moment = await stateBefore(ledger, seq);
  if (isFailure(moment)) return refusedAs(moment);
  const { read, before, refusal: trouble } = moment;
  const { event, key, digest } = read;
  const publicKey = parsePublicKey(key).value;
  return answered({
    ...shownEvent(event, factsOf(event, state)),
    digest,
    prev: event.prev,
    policyVersion: event.policyVersion,
    roles: rolesOf(before?.policy ?? state.policy, event.principal),
    keyFingerprint: publicKey ? keyFingerprint(publicKey.blob) : '',
    keyType: publicKey?.type ?? '',
    verification: { isVerified: trouble === undefined, message: trouble?.message ?? IN_ORDER },
    data: event.data,
    attachments: event.attachments,
  });
}

const IN_ORDER = 'Its signature and its place are in order, and the policy of that moment allowed it.';

async function verify(
  { surroundings }: Session,
  { ledger, view, project }: Opened,
  work: Parameters<LedgerService['verify']>[0],
): Promise<Outcome<VerifyReport>> {
  const governing = { folder: surroundings.folder, project, workspace: surroundings.workspace() };
  const deep = work.deep ? createDeepVerify(governing) : undefined;
  const total = view.state.seq + 1;
  const started = performance.now();
  const found = await verifyOwnLedger(ledger, events => work.progress(events, total), deep?.inspect);
  if (isFailure(found)) return refusedAs(found);
  const { state, events, attachments, failures } = found;
  return answered({
    isVerified: failures.length === 0,
    head: state?.head ?? '',
    genesis: state?.genesis ?? ledger.genesis,
    events,
    checks: [
      `${events} of ${found.total ?? total} events: their commits, texts, signatures, order, and whether the policy of their moment allowed them.`,
      `${attachments} attachments: their SHA-256.`,
      'The store: git’s own check (git fsck), and each file of one object to its last bit.',
      'The first event: whether it is the one that the manifest pins.',
      ...(deep ? [deepText(deep.counts())] : []),
    ],
    milliseconds: Math.round(performance.now() - started),
    failures: failures.map(({ code, message, threat, event }) => ({
      seq: event?.seq ?? null,
      code,
      threat: threat ?? null,
      message,
      whatToDo: adviceOn(code),
    })),
  });
}
