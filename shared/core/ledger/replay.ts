/**
 * Replay: events into state, one after the other, refusing the first that does not follow. A pure function: the same
 * events give the same state, whether they are replayed at once or as they come.
 */
import type { LedgerEvent } from './event.ts';
import { genesisProblem, ledgerCreated } from './kinds/ledger-created.ts';
import { kindNamed } from './kinds.ts';
import { type Policy, principalOfKey } from './policy.ts';
import { readersOf } from './readers.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Draft, draftOf, type LedgerState } from './state.ts';

/** An event whose commit and signature are in order, and the key that signed it. */
export interface SignedEvent {
  readonly event: LedgerEvent;
  /** `type base64`. */
  readonly key: string;
  /** `sha256:` + hex of the whole raw commit. */
  readonly digest: string;
}

export interface Replayed {
  /** After the last event that was in order; undefined when not even the first was. */
  readonly state: LedgerState | undefined;
  /** How many events were in order. */
  readonly accepted: number;
  /** Of the first event that was not. */
  readonly refusal?: Refusal;
}

/** Goes on from `state`, which stays as it is; begins a ledger when there is none. */
export function replay(state: LedgerState | undefined, events: Iterable<SignedEvent>): Replayed {
  const replayer = createReplayer(state);
  let accepted = 0;
  for (const signed of events) {
    const refusal = replayer.take(signed);
    if (refusal) return { state: replayer.state(), accepted, refusal };
    accepted++;
  }
  return { state: replayer.state(), accepted };
}

/** For a stream of events that is too long to be held. */
export interface Replayer {
  /** Takes the event, or says why it does not follow. */
  take(signed: SignedEvent): Refusal | undefined;
  state(): LedgerState | undefined;
}

export function createReplayer(from?: LedgerState): Replayer {
  let draft = from && draftOf(from);
  return {
    take(signed) {
      const refusal = draft ? refusalOf(draft, signed.event, signed.key) : refusalOfGenesis(signed);
      if (refusal) return refusal;
      draft = draft ? advance(draft, signed) : begin(signed);
      return undefined;
    },
    state: () => draft,
  };
}

/** Why an event may not come next. What `decide` asks before there is a signature: then with the key that will sign. */
export function refusalOf(state: LedgerState, event: LedgerEvent, key: string): Refusal | undefined {
  const refusal = chainRefusal(state, event) ?? authorRefusal(state, event, key);
  if (refusal) return refusal;
  const kind = kindNamed(event.kind);
  return kind ? (dataRefusal(event) ?? kind.admit(state, event)) : dataRefusal(event);
}

function refusalOfGenesis({ event, key }: SignedEvent): Refusal | undefined {
  if (
    event.kind !== ledgerCreated.kind ||
    event.seq !== 0 ||
    event.prev !== null ||
    event.policyVersion !== 0
  ) {
    return refuse('genesis', 'The first event does not begin a ledger.');
  }
  const problem = dataRefusal(event);
  if (problem) return problem;
  const reason = genesisProblem(event.data as unknown as { policy: Policy }, event.principal, key);
  return reason === undefined ? undefined : refuse('genesis', reason);
}

function chainRefusal(state: LedgerState, event: LedgerEvent): Refusal | undefined {
  if (event.ledgerId !== state.ledgerId) {
    return refuse(
      'wrong-ledger',
      `The event is of the ledger ${event.ledgerId}, and this is ${state.ledgerId}.`,
    );
  }
  if (event.seq !== state.seq + 1) {
    return refuse('sequence', `The event has number ${event.seq}, and ${state.seq + 1} comes next.`);
  }
  if (event.prev !== state.head) {
    return refuse('broken-chain', 'The event names another event before it than the one that is there.');
  }
  if (event.time < state.time) return refuse('time-order', 'The event is older than the one before it.');
  if (event.policyVersion !== state.policy.version) {
    const message = `The event was signed under policy ${event.policyVersion}, and ${state.policy.version} is in force.`;
    return refuse('policy-version', message);
  }
  return undefined;
}

function authorRefusal(
  { policy, revokedKeys }: LedgerState,
  { principal }: LedgerEvent,
  key: string,
): Refusal | undefined {
  if (revokedKeys.has(key))
    return refuse('revoked-key', `The key that signed for ${principal} has been revoked.`);
  const owner = principalOfKey(policy, key);
  if (owner === principal) return undefined;
  return owner === undefined
    ? refuse('unknown-principal', `The policy knows nobody with the key that signed for ${principal}.`)
    : refuse('foreign-key', `The event is ${principal}’s by its text and ${owner}’s by its signature.`);
}

/** Whether the data has the form of its kind, and the attachments are those that it speaks of. */
function dataRefusal({ kind: name, data, attachments }: LedgerEvent): Refusal | undefined {
  const kind = kindNamed(name);
  if (!kind) {
    return refuse('unknown-kind', `This program does not know events of the kind ${name}. Update it.`);
  }
  const problem = kind.data(data, 'data');
  if (problem !== undefined) return refuse('event-shape', `The event is malformed: ${problem}.`);
  const named = [...new Set(kind.attachmentsOf(data))].sort();
  return named.length === attachments.length && named.every((each, index) => each === attachments[index])
    ? undefined
    : refuse('attachments', 'The event speaks of other attachments than it lists.');
}

function begin({ event, digest }: SignedEvent): Draft {
  const { title, policy } = event.data as unknown as { title: string; policy: Policy };
  return {
    ledgerId: event.ledgerId,
    title,
    genesis: digest,
    head: digest,
    seq: 0,
    time: event.time,
    policy,
    revokedKeys: new Set(),
    environments: new Map(),
    versions: new Map(),
    requests: new Map(),
    readers: readersOf(policy, new Map(), 0),
    departures: [],
    sealings: new Map(),
  };
}

function advance(draft: Draft, { event, digest }: SignedEvent): Draft {
  kindNamed(event.kind)?.apply(draft, event);
  draft.head = digest;
  draft.seq = event.seq;
  draft.time = event.time;
  return draft;
}
