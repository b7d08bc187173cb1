/** Shares the ledger of a folder over its remote, once a person has turned that on, and takes a remote that was rewritten. */
import { factsOf } from '../../core/ledger/event-facts.ts';
import type { LedgerStatus, SyncReport, SyncStatus } from '../../core/workflow/shown/ledger.ts';
import { isFailure } from '../git/failure.ts';
import { type Alarm, acknowledgeAlarm, listAlarms } from '../ledger/alarms.ts';
import { forgetRemote } from '../ledger/known-remotes.ts';
import { authorsHere } from '../ledger/personal.ts';
import { type Remote, shownUrl } from '../ledger/remote-address.ts';
import { syncLedger } from '../ledger/sync.ts';
import { isSyncOn, remoteOf, setSync } from '../ledger/sync-settings.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { LedgerService, Outcome, Settlement, Work } from './service.ts';
import { type Opened, type Reached, type Session, withReached } from './session.ts';

export function createSharing(
  session: Session,
  status: () => Promise<Outcome<LedgerStatus>>,
): Pick<LedgerService, 'setSync' | 'sync' | 'acceptRemote'> {
  return {
    setSync: isOn =>
      withReached(session, async reached => {
        const remote = await remoteFor(session, reached);
        if (!remote.ok) return remote;
        if (isOn && !remote.value) return refusal('no-remote', NO_REMOTE);
        const { repository } = reached.ledger;
        const { folder } = session.surroundings;
        const done = await setSync(repository, folder, isOn ? remote.value : undefined);
        return isFailure(done) ? refusedAs(done) : status();
      }),
    sync: work => withReached(session, reached => sync(session, reached, work)),
    acceptRemote: (settlement, work) =>
      withReached(session, reached => acceptRemote(session, reached, settlement, work)),
  };
}

export async function syncStatus(
  { surroundings }: Session,
  { ledger, state }: Opened,
  remote: Remote | undefined,
): Promise<SyncStatus> {
  const isOn = remote && (await isSyncOn(ledger.repository, surroundings.folder, remote));
  const synced = await ledger.lastSynced();
  return {
    isOn: isOn === true,
    remote: remote ? shownUrl(remote.url) : null,
    unpushed: synced ? state.seq - synced.state.seq : state.seq + 1,
    lastSync: synced?.state.time ?? null,
  };
}

/** Undefined: the folder has none. */
export async function remoteFor(
  { surroundings }: Session,
  { ledger, project }: Reached,
): Promise<Outcome<Remote | undefined>> {
  const settings = project.manifest.ledger;
  if (!settings) return answered(undefined);
  const remote = await remoteOf(ledger.repository, surroundings.folder, settings);
  return isFailure(remote) ? refusedAs(remote) : answered(remote);
}

/** Whether the alarm is that this remote no longer has what it had: a person may know that it is right so. */
export function isAboutRemote({ evidence }: Alarm, remote: Remote | undefined): boolean {
  if (!remote || evidence.expected === undefined) return false;
  return evidence.url === shownUrl(remote.url) && evidence.ref === remote.ref;
}

const NO_REMOTE =
  'This folder has no git remote to share the ledger with. Add one (git remote add origin …), or name one in the manifest under ledger.';

async function sync(session: Session, reached: Reached, { signal }: Work): Promise<Outcome<SyncReport>> {
  const { ledger } = reached;
  const { environment, folder, terminal } = session.surroundings;
  const remote = await remoteFor(session, reached);
  if (!remote.ok) return remote;
  if (!remote.value) return refusal('no-remote', NO_REMOTE);
  const mayPush = (await isSyncOn(ledger.repository, folder, remote.value)) === true;
  const authorOf = authorsHere({ environment, terminal });
  const synced = await syncLedger(ledger, { remote: remote.value, authorOf, mayPush, signal });
  if (isFailure(synced)) return refusedAs(synced);
  const dropped = synced.dropped.map(({ event, refusal: trouble }) => ({
    summary: factsOf(event, synced.view.state).summary,
    message: trouble.message,
  }));
  return answered({ fetched: synced.received, pushed: synced.sent, dropped, head: synced.view.state.head });
}

/** The alarm is dealt with only when the ledger goes on from what the remote has. */
async function acceptRemote(
  session: Session,
  reached: Reached,
  { id, note }: Settlement,
  work: Work,
): Promise<Outcome<SyncReport>> {
  const { repository } = reached.ledger;
  const remote = await remoteFor(session, reached);
  if (!remote.ok) return remote;
  const alarms = await listAlarms(repository);
  if (isFailure(alarms)) return refusedAs(alarms);
  const alarm = alarms.find(each => each.id === id);
  if (!remote.value || !alarm || !isAboutRemote(alarm, remote.value))
    return refusal('unknown-alarm', NO_SUCH_ALARM);
  const forgotten = await forgetRemote(repository, remote.value);
  if (isFailure(forgotten)) return refusedAs(forgotten);
  const synced = await sync(session, reached, work);
  if (!synced.ok) return synced;
  const settled = await acknowledgeAlarm(repository, id, note);
  return isFailure(settled) ? refusedAs(settled) : synced;
}

const NO_SUCH_ALARM =
  'That alarm is not about the remote which this folder has now. Show the alarms again; the remote is git’s origin, or the one that the manifest names.';
