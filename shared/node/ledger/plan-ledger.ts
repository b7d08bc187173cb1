/** What a new ledger begins with, from the profile's proposal and the people who begin it. */
import { type Founder, type Founding, firstPolicy, recipientsAmong } from '../../core/ledger/first-policy.ts';
import type { ProposedPolicy } from '../../core/ledger/from-profile.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import { isFailure } from '../git/failure.ts';
import type { Identity } from '../keys/identity.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { makeFingerprintKey, seal } from './secrets.ts';

export interface LedgerPlan {
  readonly policy: Policy;
  /** What the policy names. */
  readonly attachments: readonly Uint8Array[];
}

export async function planLedger(
  proposed: ProposedPolicy,
  founding: Omit<Founding, 'fingerprintKey'>,
): Promise<LedgerPlan | LedgerFailure> {
  const recipients = recipientsAmong(founding.founders);
  if (recipients.length === 0) {
    return { policy: firstPolicy(proposed, { ...founding, fingerprintKey: null }), attachments: [] };
  }
  const sealed = await seal(makeFingerprintKey(), recipients);
  if (isFailure(sealed)) return sealed;
  const policy = firstPolicy(proposed, { ...founding, fingerprintKey: sealed.name });
  return { policy, attachments: [sealed.bytes] };
}

export function founderOf({ principal, signing, age }: Identity, roles: Founder['roles']): Founder {
  return { principal, key: signing.publicKey, recipient: age.recipient, roles };
}
