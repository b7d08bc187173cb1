/** What follows for secrets when somebody joins or leaves: a key that changes, and values to rotate. */
import { type FingerprintKey, recipientsOf } from '../../core/ledger/members.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import { isFailure } from '../git/failure.ts';
import type { AgeKey } from '../keys/age.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { makeFingerprintKey, readCutFile, readFingerprintKey, type Source, seal } from './secrets.ts';

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

export interface ToRotate {
  readonly environment: string;
  /** Of the active version. */
  readonly number: number;
  /** Dotted; `null` stands for a secret that belongs to no field. */
  readonly fields: readonly (string | null)[];
}

/** The secrets that are live now: whoever could read them and leaves still knows them. */
export async function secretsToRotate(
  source: Source,
  state: LedgerState,
): Promise<readonly ToRotate[] | LedgerFailure> {
  const found: ToRotate[] = [];
  for (const { environment, number, content } of activeVersions(state)) {
    const fields = new Set<string | null>();
    for (const each of content.files) {
      const file = await readCutFile(source, each);
      if (isFailure(file)) return file;
      for (const { field } of file.cuts) fields.add(field);
    }
    found.push({ environment, number, fields: [...fields] });
  }
  return found;
}

function activeVersions(state: LedgerState): readonly Version[] {
  return [...state.versions.values()].filter(
    ({ environment, number, content }) =>
      content.bundle !== null && state.environments.get(environment)?.active === number,
  );
}
