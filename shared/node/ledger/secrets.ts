/** The secrets of a ledger: its key of fingerprints, and the values that were cut out of the files of its versions. */
import { randomBytes } from 'node:crypto';
import { type Bundle, decodeBundle, encodeBundle } from '../../core/ledger/bundle.ts';
import { CUT_FILE, type CutFile } from '../../core/ledger/cut.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import { isFailure } from '../git/failure.ts';
import { type AgeKey, decryptWith, encryptTo } from '../keys/age.ts';
import { readAttachment } from './attachments.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { sha256 } from './objects.ts';
import type { Repository } from './repository.ts';

/** Bytes of the key of fingerprints. */
const KEY_LENGTH = 32;

/** Something encrypted, and its name as an attachment. */
export interface Sealed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where attachments are read: the repository, and git's id of the commit to search from. */
export interface Source {
  readonly repository: Repository;
  readonly commit: string;
}

export function makeFingerprintKey(): Uint8Array {
  return randomBytes(KEY_LENGTH);
}

export async function seal(
  plain: Uint8Array,
  recipients: readonly string[],
): Promise<Sealed | LedgerFailure> {
  const encrypted = await encryptTo(recipients, plain);
  return encrypted.ok ? { name: sha256(encrypted.value), bytes: encrypted.value } : refused(encrypted);
}

/** Null: the ledger has none, because nobody reads secrets. */
export async function readFingerprintKey(
  source: Source,
  { fingerprintKey }: Policy,
  key: AgeKey,
): Promise<Uint8Array | null | LedgerFailure> {
  if (fingerprintKey.attachment === null) return null;
  return open(source, fingerprintKey.attachment, key);
}

/** The values of one version's files, to be stored. `files`: path → values in order of the file's cuts. */
export function sealBundle(
  files: Readonly<Record<string, readonly string[]>>,
  recipients: readonly string[],
): Promise<Sealed | LedgerFailure> {
  return seal(Buffer.from(encodeBundle(files), 'utf8'), recipients);
}

/** Null: the version has no secrets. */
export async function readBundle(
  source: Source,
  { bundle }: Pick<Version, 'bundle'>,
  key: AgeKey,
): Promise<Bundle | null | LedgerFailure> {
  if (bundle === null) return null;
  const plain = await open(source, bundle, key);
  if (isFailure(plain)) return plain;
  return (
    decodeBundle(Buffer.from(plain).toString('utf8')) ??
    refused({ code: 'age-file-damaged', message: NO_BUNDLE })
  );
}

const NO_BUNDLE = 'What is encrypted in this version is no bundle of secrets. Roll back to another version.';

/** The file's text without its secrets, and where they were. */
export async function readCutFile(
  { repository, commit }: Source,
  { path, cut }: { readonly path: string; readonly cut: string },
): Promise<CutFile | LedgerFailure> {
  const bytes = await readAttachment(repository, commit, cut);
  if (isFailure(bytes)) return bytes;
  const file = parse(Buffer.from(bytes).toString('utf8'));
  return file?.path === path
    ? file
    : refused({
        code: 'attachment-content',
        message: `The ledger's text of ${path} has another form than it should have.`,
      });
}

/** A version whose secrets are encrypted to others than the policy names now: each needs an event `bundle.reencrypted`. */
export function versionsWithSecrets({ versions }: LedgerState): readonly Version[] {
  return [...versions.values()].filter(({ bundle }) => bundle !== null);
}

async function open(
  { repository, commit }: Source,
  name: string,
  key: AgeKey,
): Promise<Uint8Array | LedgerFailure> {
  const bytes = await readAttachment(repository, commit, name);
  if (isFailure(bytes)) return bytes;
  const plain = await decryptWith(key, bytes);
  return plain.ok ? plain.value : refused(plain);
}

function parse(text: string): CutFile | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return CUT_FILE(value, 'file') === undefined ? (value as unknown as CutFile) : undefined;
  } catch {
    return undefined;
  }
}
