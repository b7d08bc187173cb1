/** Opens what can be done with the ledger of one folder, for the server and the command line. */
import { type LedgerWatch, watchLedger } from '../ledger/watch.ts';
import { recoverApplying } from './applying.ts';
import { createBaselines } from './baselines.ts';
import { createDriftRecord } from './drift-record.ts';
import { createIntegrity } from './integrity.ts';
import { createLedgerService } from './ledgers.ts';
import { createMembers } from './members.ts';
import { answered } from './outcome.ts';
import { createPolicies } from './policies.ts';
import { createRequests } from './requests.ts';
import { createRollbacks } from './rollback.ts';
import type { OpenWorkflow } from './service.ts';
import { createSession, type Opened, type Session } from './session.ts';
import { createVersions } from './versions.ts';

export const openWorkflow: OpenWorkflow = surroundings => {
  const session = recovering(createSession(surroundings));
  const changes = createChanges(session);
  const ledger = createLedgerService(session);
  const versions = createVersions(session);
  const changesOf = async (environment: string, number: number) => {
    const left = { kind: 'version', environment, number } as const;
    const compared = await versions.compare({ left, right: { kind: 'working', environment } });
    return compared.ok ? answered(compared.value.changes) : compared;
  };
  return {
    ...ledger,
    initialise: async wish => {
      const begun = await ledger.initialise(wish);
      await changes.start().catch(() => undefined); // without it a change is seen at the next look
      return begun;
    },
    ...versions,
    ...createDriftRecord(session, changesOf),
    ...createIntegrity(session),
    ...createRollbacks(session),
    ...createRequests(session),
    ...createPolicies(session),
    ...createMembers(session),
    ...createBaselines(session),
    onDidChange: changes.listen,
    close: async () => {
      changes.close();
      await session.close();
    },
  };
};

/** The first look finishes or undoes what a crash has left of the files. What the disk does not allow waits for another. */
function recovering(session: Session): Session {
  let recovered: Promise<void> | undefined;
  const recover = async (opened: Opened): Promise<void> => {
    recovered ??= recoverApplying(session, opened).catch(() => undefined);
    await recovered;
  };
  return {
    ...session,
    openIfThere: async () => {
      const opened = await session.openIfThere();
      if (opened.ok && opened.value) await recover(opened.value);
      return opened;
    },
    open: async () => {
      const opened = await session.open();
      if (opened.ok) await recover(opened.value);
      return opened;
    },
  };
}

interface Changes {
  /** Watches a ledger that has come to be there; nothing when it is watched already. */
  start(): Promise<void>;
  listen(listener: () => void): () => void;
  close(): void;
}

/** Follows the ledger's files, which this and other processes write. */
function createChanges(session: Session): Changes {
  const listeners = new Set<() => void>();
  let watching: LedgerWatch | undefined;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const start = async (): Promise<void> => {
    const opened = await session.openIfThere();
    if (!opened.ok || !opened.value || watching) return;
    watching = watchLedger(opened.value.ledger.repository.places, tell);
  };
  return {
    start,
    listen: listener => {
      listeners.add(listener);
      start().catch(() => undefined); // without it a change is seen at the next look
      return () => listeners.delete(listener);
    },
    close: () => {
      watching?.close();
      listeners.clear();
    },
  };
}
