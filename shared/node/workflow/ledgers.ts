/** What can be done with the ledger itself: begin it, look at its events, verify it, deal with its alarms. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toAdopt } from '../../core/ledger/adopt.ts';
import { adviceOn } from '../../core/ledger/advice.ts';
import { deepText } from '../../core/ledger/deep-text.ts';
import { type EventFacts, factsOf } from '../../core/ledger/event-facts.ts';
import { proposePolicy } from '../../core/ledger/from-profile.ts';
import { rolesOf } from '../../core/ledger/policy.ts';
import { unreadSecrets } from '../../core/ledger/readers.ts';
import { relaxationsOf } from '../../core/ledger/relaxations.ts';
import { keyFingerprint, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import { canPinLedger, pinLedger } from '../../core/profile/pin-ledger.ts';
import { applyEdits } from '../../core/text/text.ts';
import { ruleSetDigest } from '../../core/workflow/rule-set.ts';
import type { EventDetail, LedgerStatus, VerifyReport } from '../../core/workflow/shown/ledger.ts';
import { waitsForViewer } from '../../core/workflow/shown/show-request.ts';
import type { EventFilter, NewLedger } from '../../core/workflow/shown/wishes.ts';
import { debtsOf } from '../../core/workflow/views/debts.ts';
import { isFailure } from '../git/failure.ts';
import { acknowledgeAlarm } from '../ledger/alarms.ts';
import { eventsBack, type PastEvent } from '../ledger/look-back.ts';
import { beginPersonalLedger, type Person, personNamed } from '../ledger/personal.ts';
import { founderOf, planLedger } from '../ledger/plan-ledger.ts';
import { stateBefore } from '../ledger/state-before.ts';
import { verifyOwnLedger } from '../ledger/verify-own.ts';
import { MANIFEST_NAME } from '../project-loader.ts';
import { createDeepVerify } from './deep-verify.ts';
import { createIdentities } from './identities.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { LedgerService, Outcome } from './service.ts';
import { NO_MANIFEST, type Opened, type Session, withLedger } from './session.ts';
import { createSharing, isAboutRemote, remoteFor, syncStatus } from './sharing.ts';

export function createLedgerService(session: Session): LedgerService {
  const status = (): Promise<Outcome<LedgerStatus>> =>
    withLedger(session, opened => statusOf(session, opened));
  return {
    status: async () => {
      const opened = await session.openIfThere();
      if (!opened.ok || !opened.value) return opened.ok ? answered(undefined) : opened;
      return statusOf(session, opened.value);
    },
    initialise: async wish => {
      const begun = await begin(session, wish);
      return begun.ok ? status() : begun;
    },
    events: filter => withLedger(session, opened => eventsOf(opened, filter)),
    event: seq => withLedger(session, opened => eventOf(opened, seq)),
    verify: work => withLedger(session, opened => verify(session, opened, work)),
    ...createSharing(session, status),
    acknowledgeAlarm: ({ id, note }) =>
      withLedger(session, async ({ ledger }) => {
        const done = await acknowledgeAlarm(ledger.repository, id, note);
        return isFailure(done) ? refusedAs(done) : status();
      }),
    ...createIdentities(session),
  };
}

async function statusOf(session: Session, opened: Opened): Promise<Outcome<LedgerStatus>> {
  const { state, view } = opened;
  const actor = await session.actor(state);
  const viewer = await session.viewer(state);
  const remote = await remoteFor(session, opened);
  if (!remote.ok) return remote;
  const requests = [...state.requests.values()];
  return answered({
    ledgerId: state.ledgerId,
    title: state.title,
    genesis: state.genesis,
    head: state.head,
    events: state.seq + 1,
    time: state.time,
    policyVersion: state.policy.version,
    environments: [...state.environments].map(([name, { active }]) => ({ name, active })),
    identity: actor.ok
      ? { principal: actor.value.principal, roles: rolesOf(state.policy, actor.value.principal) }
      : null,
    identityProblem: actor.ok ? null : actor.message,
    sync: await syncStatus(session, opened, remote.value),
    alarms: view.alarms.map(alarm => ({ ...alarm, acceptable: isAboutRemote(alarm, remote.value) })),
    waitingForMe: requests.filter(request => waitsForViewer(state, request, viewer)).length,
    reviewsOwed: debtsOf(state, viewer.now).map(({ request, due, isOverdue }) => ({
      request,
      due,
      overdue: isOverdue,
    })),
    unreadSecrets: unreadSecrets(state)?.message ?? null,
    proposed: toAdopt(state.policy, proposePolicy(opened.project.profile), ruleSetDigest(opened.project)),
    relaxations: relaxationsOf(state.policy),
  });
}

async function begin(session: Session, { title, mode }: NewLedger): Promise<Outcome<true>> {
  const { folder, environment, workspace, now, identity, terminal } = session.surroundings;
  const located = await workspace().locateProject(path.join(folder, MANIFEST_NAME));
  if (located?.folder !== folder) return refusal('no-manifest', NO_MANIFEST);
  const manifest = path.join(folder, MANIFEST_NAME);
  const text = await readFile(manifest, 'utf8');
  if (located.project.manifest.ledger?.genesis !== undefined) return refusal('genesis', HAS_ONE);
  if (!canPinLedger(text)) return refusal('manifest', CANNOT_PIN);
  const person = await personNamed(identity, { environment, terminal });
  if (isFailure(person)) return refusedAs(person);
  const founders = await foundersOf(session, person, mode);
  if (!founders.ok) return founders;
  const plan = await planLedger(proposePolicy(located.project.profile), {
    founders: founders.value,
    // Two identities cannot give what the policy asks of three people, each in one role.
    relaxations: { selfApproval: mode === 'alone', severalRoles: mode !== 'team' },
    ruleSet: ruleSetDigest(located.project),
  });
  if (isFailure(plan)) return refusedAs(plan);
  const begun = await beginPersonalLedger({ ...plan, title, author: person, now }, environment);
  if (isFailure(begun)) return refusedAs(begun);
  await writeFile(manifest, applyEdits(text, pinLedger(text, begun) ?? []));
  workspace().invalidate(manifest);
  return answered(true);
}

const HAS_ONE = 'The manifest has a ledger already. Look at its status.';
const CANNOT_PIN =
  'The ledger cannot be written into the manifest without changing what else it says: it is no mapping, has something else than a mapping under ledger, or is written in an unusual way. Mend it first, or put an empty ledger: {} into it.';

/** In practice mode the second identity of this machine is there too, so that one person can ask and approve in turn. */
async function foundersOf(session: Session, person: Person, mode: NewLedger['mode']) {
  const first = founderOf(person.identity, mode === 'team' ? 'administration' : 'all');
  if (mode !== 'practice') return answered([first]);
  const other = await createIdentities(session).second(person.identity.name);
  return other.ok ? answered([first, founderOf(other.value, 'all')]) : other;
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
