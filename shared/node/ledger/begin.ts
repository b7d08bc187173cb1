/** Begins a ledger: its first event, and with it the policy that everything after stands on. Nothing is sent anywhere. */
import { randomUUID } from 'node:crypto';
import type { LedgerEvent } from '../../core/ledger/event.ts';
import { ledgerCreated } from '../../core/ledger/kinds/ledger-created.ts';
import { attachmentsOf } from '../../core/ledger/next-event.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import { createReplayer } from '../../core/ledger/replay.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import { failure, isFailure } from '../git/failure.ts';
import type { Git } from '../git/git.ts';
import { appendEvent } from './append.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { type Author, signEvent } from './record.ts';
import { closeRepository, openRepository } from './repository.ts';

export interface Beginning {
  readonly git: Git;
  /** Absolute folder for the ledger of that id. */
  readonly folderOf: (id: string) => string;
  readonly now: () => Date;
  readonly author: Author;
  readonly title: string;
  /** Version 1. */
  readonly policy: Policy;
  /** What the policy names: the key of fingerprints, encrypted. */
  readonly attachments: readonly Uint8Array[];
}

/** What the manifest pins. */
export interface Begun {
  readonly id: string;
  readonly genesis: string;
}

export async function beginLedger(beginning: Beginning): Promise<Begun | LedgerFailure> {
  const { git, folderOf, now, author, attachments } = beginning;
  const event = firstEvent(beginning);
  const digest = `sha256:${'0'.repeat(64)}`; // of no importance to whether it may come first
  const refusal = createReplayer().take({ event, key: author.signer.publicKey.text, digest });
  if (refusal) return refused(refusal);
  const objects = await signEvent(author, event, null, attachments);
  if (isFailure(objects)) return objects;
  const folder = folderOf(event.ledgerId);
  const repository = await openRepository({ git, folder, now: () => now().toISOString() });
  if (isFailure(repository)) return repository;
  const appended = await appendEvent(repository, { seq: 0, objects, expectedHead: null });
  closeRepository(repository);
  if (isFailure(appended)) return appended;
  if (appended.kind === 'lost-race') return failure('genesis', `There is a ledger in ${folder} already.`);
  return { id: event.ledgerId, genesis: `sha256:${appended.head.digest}` };
}

function firstEvent({ now, author, title, policy }: Beginning): LedgerEvent {
  const data = { title, policy } as unknown as JsonValue;
  const kind = ledgerCreated.kind;
  return {
    formatVersion: 1,
    ledgerId: randomUUID(),
    seq: 0,
    id: randomUUID(),
    kind,
    principal: author.principal,
    time: now().toISOString(),
    policyVersion: 0,
    prev: null,
    attachments: attachmentsOf({ kind, data }),
    data,
  };
}
