/** What can be done with the ledger itself: begin it, see how it stands, look at its events, share it, deal with alarms. */

import { toAdopt } from '../../core/ledger/adopt.ts';
import { alarmWords } from '../../core/ledger/alarm-words.ts';
import { proposePolicy } from '../../core/ledger/from-profile.ts';
import { rolesOf } from '../../core/ledger/policy.ts';
import { unreadSecrets } from '../../core/ledger/readers.ts';
import { relaxationsOf } from '../../core/ledger/relaxations.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { ruleSetDigest } from '../../core/workflow/rule-set.ts';
import type { LedgerAlarm, LedgerStatus } from '../../core/workflow/shown/ledger.ts';
import { titleOf, waitsForViewer } from '../../core/workflow/shown/show-request.ts';
import { debtsOf } from '../../core/workflow/views/debts.ts';
import { isFailure } from '../git/failure.ts';
import { type Alarm, acknowledgeAlarm } from '../ledger/alarms.ts';
import { settleHistory } from '../ledger/settle.ts';
import { createAudit } from './audit.ts';
import { begin } from './beginning.ts';
import { createIdentities } from './identities.ts';
import { answered, refusedAs } from './outcome.ts';
import type { LedgerService, Outcome } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';
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
    ...createAudit(session),
    ...createSharing(session, status),
    acknowledgeAlarm: ({ id, note }) =>
      withLedger(session, async ({ ledger }) => {
        const done = await acknowledgeAlarm(ledger.repository, id, note);
        return isFailure(done) ? refusedAs(done) : status();
      }),
    settleHistory: ({ id, note, keep }) =>
      withLedger(session, async ({ ledger }) => {
        const settled = await settleHistory(ledger, keep);
        // A sync may have brought the remembered history back by now.
        if (isFailure(settled) && settled.code !== 'final') return refusedAs(settled);
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
  const unrotated = await session.unrotated(opened);
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
    alarms: view.alarms.map(alarm => shownAlarm(state, alarm, isAboutRemote(alarm, remote.value))),
    waitingForMe: requests.filter(request => waitsForViewer(state, request, viewer)).length,
    reviewsOwed: debtsOf(state, viewer.now).map(({ request, due, isOverdue }) => ({
      request,
      due,
      overdue: isOverdue,
    })),
    unreadSecrets: unreadSecrets(state)?.message ?? null,
    unrotated: isFailure(unrotated) ? [] : unrotated, // whoever reads or verifies it is told what is wrong
    proposed: toAdopt(state.policy, proposePolicy(opened.project.profile), ruleSetDigest(opened.project)),
    relaxations: relaxationsOf(state.policy),
  });
}

/** Whether it is that the history here is not the one that was remembered. */
function isAboutHistory({ evidence }: Alarm): boolean {
  return evidence.remembered !== undefined && evidence.head !== undefined;
}

function shownAlarm({ requests }: LedgerState, alarm: Alarm, acceptable: boolean): LedgerAlarm {
  const { id, kind, time, message, evidence } = alarm;
  const url = evidence.url === undefined ? null : String(evidence.url);
  const named = [...requests.values()].filter(request => message.includes(request.id));
  const titles = Object.fromEntries(named.map(request => [request.id, titleOf(request.subject)]));
  const settleable = isAboutHistory(alarm);
  const words = alarmWords(kind, evidence);
  return { id, kind, time, message, requests: titles, ...words, url, acceptable, settleable };
}
