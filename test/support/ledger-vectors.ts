/**
 * Ledgers as vectors: raw commits, and what a verifier has to say of them. Keys are made from names and times are given, so
 * that the same code gives the same bytes.
 */
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { encodeCommit, signedPayload } from '../../shared/core/ledger/commit.ts';
import { encodeEvent, type LedgerEvent } from '../../shared/core/ledger/event.ts';
import { encodeTree, gitObjectId } from '../../shared/core/ledger/git-object.ts';
import { nextEvent, type Wish } from '../../shared/core/ledger/next-event.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import { digestOf, unsignedCommit } from '../../shared/core/ledger/read-commit.ts';
import { createReplayer } from '../../shared/core/ledger/replay.ts';
import { type PublicKey, parsePublicKeyBlob } from '../../shared/core/ledger/ssh/public-key.ts';
import { encodeSignature, signedData } from '../../shared/core/ledger/ssh/sshsig.ts';
import { LEDGER_NAMESPACE } from '../../shared/core/ledger/ssh/verify.ts';
import { wireStrings } from '../../shared/core/ledger/ssh/wire.ts';
import { type Command, decide } from '../../shared/core/workflow/decide.ts';
import { LEDGER_ID, policyOf } from './ledger-events.ts';

export interface Vector {
  /** What it shows, in words. */
  readonly description: string;
  /** What a manifest says. */
  readonly pinned: { readonly id: string; readonly genesis: string };
  /** Raw commits, oldest first, as UTF-8. */
  readonly commits: readonly string[];
  /** SHA-256 → bytes in base64. */
  readonly attachments: Readonly<Record<string, string>>;
  readonly expected:
    | { readonly accepted: number; readonly head: string; readonly policyVersion: number }
    /** `accepted`: events before the one that is refused. */
    | { readonly accepted: number; readonly code: string; readonly threat: string };
}

export interface NamedKey {
  readonly key: PublicKey;
  sign(payload: Uint8Array, namespace?: string): string;
}

const keys = new Map<string, NamedKey>();

/** An ed25519 key whose seed is the SHA-256 of a name. It protects nothing. */
export function keyNamed(name: string): NamedKey {
  const known = keys.get(name) ?? makeKey(name);
  keys.set(name, known);
  return known;
}

function makeKey(name: string): NamedKey {
  const seed = createHash('sha256').update(`secure-config test key ${name}`).digest();
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const point = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
  const key = parsePublicKeyBlob(wireStrings('ssh-ed25519', point)).value;
  assert.ok(key);
  return {
    key,
    sign: (payload, namespace = LEDGER_NAMESPACE) => {
      const bytes = sign(null, signedData(namespace, 'sha512', payload), privateKey);
      return encodeSignature({
        key,
        namespace,
        hash: 'sha512',
        signature: { algorithm: 'ssh-ed25519', bytes },
      });
    },
  };
}

export interface Deviation {
  /** In place of what the event would say. */
  readonly event?: Partial<Record<keyof LedgerEvent, unknown>>;
  /** In place of the event's text; signed as it is. */
  readonly text?: (text: string) => string;
  /** Whose key signs. */
  readonly signedBy?: string;
  readonly namespace?: string;
  /** Git's id of the parent. */
  readonly parent?: string | null;
  /** After signing: of the raw commit. */
  readonly raw?: (commit: string) => string;
}

/** People of the vectors: name → roles. */
const PEOPLE = {
  alice: ['security_admin'],
  bob: ['security_admin', 'system_admin'],
  carol: ['system_admin'],
  eve: [],
};

export class VectorLedger {
  readonly commits: string[] = [];
  readonly attachments: Record<string, string> = {};
  readonly #replayer = createReplayer();
  #time = Date.UTC(2026, 0, 1);
  #ids = 0;

  constructor(overrides: Partial<Policy> = {}, deviation: Deviation = {}) {
    const policy = realPolicy(overrides);
    const genesis = {
      formatVersion: 1,
      ledgerId: LEDGER_ID,
      seq: 0,
      id: this.#id(),
      kind: 'ledger.created',
      principal: 'alice',
      time: this.#tick(),
      policyVersion: 0,
      prev: null,
      attachments: [],
      data: { title: 'Vectors', policy },
    };
    this.#write({ ...genesis, ...deviation.event } as unknown as LedgerEvent, deviation);
  }

  get state() {
    const state = this.#replayer.state();
    assert.ok(state, 'the ledger has begun');
    return state;
  }

  /** Appends what `wish` says, or something that is not quite it. */
  append(principal: string, wish: Wish, deviation: Deviation = {}): this {
    for (const bytes of wish.attachments ?? [])
      this.attachments[createHash('sha256').update(bytes).digest('hex')] =
        Buffer.from(bytes).toString('base64');
    const event = nextEvent(this.state, wish, { principal, id: this.#id(), now: this.#tick() });
    this.#write({ ...event, ...deviation.event } as LedgerEvent, deviation);
    return this;
  }

  note(principal: string, deviation: Deviation = {}): this {
    const data = { action: 'note', environment: null, version: null, detail: 'looked at it' };
    return this.append(principal, { kind: 'audit.recorded', data }, deviation);
  }

  /** What a person does by a command, which has to be allowed. */
  does(principal: string, command: Command, attachments: readonly Uint8Array[] = []): string {
    const id = idOf(this.#ids + 1);
    const now = new Date(this.#time + 60_000).toISOString();
    const decision = decide(this.state, command, { principal, key: keyNamed(principal).key.text, now, id });
    if ('refusal' in decision) assert.fail(decision.refusal.message);
    this.append(principal, { ...decision, attachments });
    return id;
  }

  vector(
    description: string,
    code?: readonly [code: string, threat: string],
    more: Partial<Vector> = {},
  ): Vector {
    const state = this.#replayer.state();
    const accepted = state ? state.seq + 1 : 0;
    const genesis = digestOf(Buffer.from(this.commits[0] ?? '', 'utf8'));
    return {
      description,
      pinned: { id: LEDGER_ID, genesis },
      commits: this.commits,
      attachments: this.attachments,
      expected: code
        ? { accepted, code: code[0], threat: code[1] }
        : { accepted, head: this.state.head, policyVersion: this.state.policy.version },
      ...more,
    };
  }

  #write(event: LedgerEvent, { signedBy = event.principal, ...deviation }: Deviation): void {
    const { text = (same: string) => same, raw = (same: string) => same, namespace, parent } = deviation;
    const last = this.commits.at(-1);
    const before = last === undefined ? null : idOfCommit(last);
    const tree = gitObjectId({ type: 'tree', bytes: this.#treeOf(event.attachments) });
    const unsigned = unsignedCommit(
      event,
      text(encodeEvent(event)),
      tree,
      parent === undefined ? before : parent,
    );
    const signature = keyNamed(signedBy).sign(signedPayload(unsigned), namespace);
    const commit = raw(Buffer.from(encodeCommit({ ...unsigned, signature })).toString('utf8'));
    this.commits.push(commit);
    const digest = digestOf(Buffer.from(commit, 'utf8'));
    const isHonest = Object.keys(deviation).length === 0 && signedBy === event.principal;
    if (isHonest)
      assert.equal(this.#replayer.take({ event, key: keyNamed(signedBy).key.text, digest }), undefined);
  }

  #treeOf(names: readonly string[]): Uint8Array {
    const known = names.filter(name => Object.hasOwn(this.attachments, name));
    const blob = (name: string) => Buffer.from(this.attachments[name] ?? '', 'base64');
    return encodeTree(known.map(name => ({ name, id: gitObjectId({ type: 'blob', bytes: blob(name) }) })));
  }

  #id(): string {
    return idOf(++this.#ids);
  }

  #tick(): string {
    this.#time += 60_000;
    return new Date(this.#time).toISOString();
  }
}

export function idOfCommit(commit: string): string {
  return gitObjectId({ type: 'commit', bytes: Buffer.from(commit, 'utf8') });
}

/** The policy of the vectors, with real keys. */
export function realPolicy(overrides: Partial<Policy> = {}): Policy {
  const policy = policyOf(PEOPLE);
  const { approvals } = policy;
  const otherFields = { ...approvals.otherFields, approvers: ['security_admin'] };
  const principals = Object.entries(policy.principals).map(([name, entry]) => [
    name,
    { ...entry, keys: [keyNamed(name).key.text] },
  ]);
  return {
    ...policy,
    principals: Object.fromEntries(principals),
    approvals: { ...approvals, otherFields },
    ...overrides,
  };
}

function idOf(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}
