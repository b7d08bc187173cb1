/** The key of fingerprints when somebody who reads secrets joins or leaves. */
import { type FingerprintKey, recipientsOf } from '../../core/ledger/members.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import { isFailure } from '../git/failure.ts';
import type { AgeKey } from '../keys/age.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { makeFingerprintKey, readFingerprintKey, type Source, seal } from './secrets.ts';

export interface KeyForPolicy {
  readonly fingerprintKey: FingerprintKey;
  /** To be appended together with the policy. */
  readonly attachments: readonly Uint8Array[];
}

/**
 * The key of fingerprints for the principals of the policy that is to come: another one when a recipient leaves, the same
 * encrypted to one more when somebody joins, and another one, too, where nobody here can read the present one.
 */
export async function keyForPolicy(
  source: Source,
  before: Policy,
  after: Pick<Policy, 'principals'>,
  key: AgeKey | undefined,
): Promise<KeyForPolicy | LedgerFailure> {
  const [was, will] = [recipientsOf(before), recipientsOf(after)];
  const { generation } = before.fingerprintKey;
  if (will.join() === was.join()) return { fingerprintKey: before.fingerprintKey, attachments: [] };
  if (will.length === 0)
    return { fingerprintKey: { generation: generation + 1, attachment: null }, attachments: [] };
  const leaves = was.some(recipient => !will.includes(recipient));
  const present = leaves || key === undefined ? null : await readFingerprintKey(source, before, key);
  const isKept = present !== null && !isFailure(present);
  const sealed = await seal(isKept ? present : makeFingerprintKey(), will);
  if (isFailure(sealed)) return sealed;
  const next = { generation: isKept ? generation : generation + 1, attachment: sealed.name };
  return { fingerprintKey: next, attachments: [sealed.bytes] };
}
