/** Policies, keys and events for tests of replay and workflow: everything but the signatures, which replay does not look at. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { encodeEvent, type LedgerEvent } from '../../shared/core/ledger/event.ts';
import { proposePolicy } from '../../shared/core/ledger/from-profile.ts';
import { kindNamed } from '../../shared/core/ledger/kinds.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import type { Refusal } from '../../shared/core/ledger/refusal.ts';
import { createReplayer, type SignedEvent } from '../../shared/core/ledger/replay.ts';
import type { LedgerState } from '../../shared/core/ledger/state.ts';
import type { JsonValue } from '../../shared/core/profile/profile.ts';

export const LEDGER_ID = '0b54c2f4-6f6e-4a0e-9d4f-3c1c0a5b7d11';

/** A real ed25519 public key as OpenSSH writes it, the same for the same name within a run. */
const keys = new Map<string, string>();
export function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const part = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const key = `ssh-ed25519 ${Buffer.concat([part(Buffer.from('ssh-ed25519')), part(raw)]).toString('base64')}`;
  keys.set(name, key);
  return key;
}

/** `people`: name → roles. The first one begins ledgers, and administers them together with all security_admins. */
export function policyOf(
  people: Readonly<Record<string, readonly string[]>>,
  overrides: Partial<Policy> = {},
): Policy {
  const proposed = proposePolicy({});
  return {
    version: 1,
    ...proposed,
    roles: [...new Set(['security_admin', ...proposed.roles, ...Object.values(people).flat()])].sort(),
    principals: Object.fromEntries(
      Object.entries(people).map(([name, roles]) => [
        name,
        { roles: [...roles].sort(), keys: [keyOf(name)], recipient: null },
      ]),
    ),
    administration: { roles: ['security_admin'], approvals: 0 },
    ruleSet: null,
    relaxations: { selfApproval: false, severalRoles: false },
    fingerprintKey: { generation: 0, attachment: null },
    ...overrides,
  };
}

export interface Deviation extends Partial<LedgerEvent> {
  /** Whose key signs; the principal's own unless said otherwise. */
  readonly signedBy?: string;
}

/** A ledger in memory to which events are appended as a person would, or with something wrong about them. */
export class TestLedger {
  readonly signed: SignedEvent[] = [];
  readonly #replayer = createReplayer();
  #minute = 0;

  constructor(policy: Policy, founder = Object.keys(policy.principals)[0] ?? '') {
    const refusal = this.append('ledger.created', founder, { title: 'Test', policy } as unknown as JsonValue);
    if (refusal) throw new Error(refusal.message);
  }

  get state(): LedgerState {
    const state = this.#replayer.state();
    if (!state) throw new Error('the ledger has no state');
    return state;
  }

  append(kind: string, principal: string, data: JsonValue, deviation: Deviation = {}): Refusal | undefined {
    const { signedBy = principal, ...changes } = deviation;
    const signed = this.sign({ ...this.#next(kind, principal, data), ...changes }, signedBy);
    const refusal = this.#replayer.take(signed);
    if (!refusal) this.signed.push(signed);
    return refusal;
  }

  sign(event: LedgerEvent, signedBy = event.principal): SignedEvent {
    const digest = `sha256:${createHash('sha256').update(encodeEvent(event)).digest('hex')}`;
    return { event, key: keyOf(signedBy), digest };
  }

  #next(kind: string, principal: string, data: JsonValue): LedgerEvent {
    const state = this.#replayer.state();
    const seq = state ? state.seq + 1 : 0;
    return {
      formatVersion: 1,
      ledgerId: LEDGER_ID,
      seq,
      id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
      kind,
      principal,
      time: new Date(Date.UTC(2026, 0, 1, 0, this.#minute++)).toISOString(),
      policyVersion: state?.policy.version ?? 0,
      prev: state?.head ?? null,
      attachments: [...new Set(kindNamed(kind)?.attachmentsOf(data) ?? [])].sort(),
      data,
    };
  }
}
