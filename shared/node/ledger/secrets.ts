/** The secrets of a ledger: its key of fingerprints, and the values that were cut out of the files of its versions. */
import { randomBytes } from 'node:crypto';
import {
  type Bundle,
  type BundleName,
  bundleDigest,
  decodeBundle,
  encodeBundle,
} from '../../core/ledger/bundle.ts';
import { sealedForms } from '../../core/ledger/bundles.ts';
import { CUT_FILE, type CutFile } from '../../core/ledger/cut.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import { isFailure } from '../git/failure.ts';
import { type AgeKey, decryptWith, encryptTo } from '../keys/age.ts';
import { readAttachment } from './attachments.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { sha256 } from './objects.ts';
import type { Repository } from './repository.ts';

/** Bytes of the key of fingerprints. */
const KEY_LENGTH = 32;
/** Bytes of the salt of a bundle. */
const SALT_LENGTH = 32;

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

/** A bundle, encrypted, and as a content names it. */
export interface SealedBundle {
  readonly name: BundleName;
  readonly bytes: Uint8Array;
}

/** The values of a content's files, to be stored. `files`: path → values in order of the file's cuts. */
export async function sealBundle(
  files: Bundle['files'],
  recipients: readonly string[],
): Promise<SealedBundle | LedgerFailure> {
  const plain = encodeBundle(files, randomBytes(SALT_LENGTH).toString('hex'));
  const sealed = await seal(Buffer.from(plain, 'utf8'), recipients);
  if (isFailure(sealed)) return sealed;
  return { name: { digest: bundleDigest(plain), sealed: sealed.name }, bytes: sealed.bytes };
}

/** What a content's bundle holds, from whichever of its encrypted forms this key reads. */
export async function readBundle(
  source: Source,
  state: LedgerState,
  bundle: BundleName,
  key: AgeKey,
): Promise<Bundle | LedgerFailure> {
  const plain = await readPlainBundle(source, state, bundle, key);
  if (isFailure(plain)) return plain;
  return decodeBundle(plain) ?? refused({ code: 'bundle-content', message: NO_BUNDLE });
}

/** Its plain text, which is what its content names by digest: somebody may have encrypted something else in its place. */
export async function readPlainBundle(
  source: Source,
  state: LedgerState,
  bundle: BundleName,
  key: AgeKey,
): Promise<string | LedgerFailure> {
  let failure: LedgerFailure | undefined;
  for (const name of sealedForms(state, bundle)) {
    const read = await open(source, name, key);
    const plain = isFailure(read) ? '' : Buffer.from(read).toString('utf8');
    if (!isFailure(read) && bundleDigest(plain) === bundle.digest) return plain;
    failure = isFailure(read)
      ? (failure ?? read)
      : refused({ code: 'bundle-content', message: OTHER_BUNDLE });
  }
  return failure ?? refused({ code: 'bundle-content', message: NO_BUNDLE });
}

const NO_BUNDLE = 'What is encrypted here is no bundle of secrets. Roll back to another version.';
const OTHER_BUNDLE =
  'What is encrypted here is not what was approved: the secrets of this content were replaced when they were encrypted anew. Do not use them, and ask who recorded bundle.reencrypted (secure-config ledger log).';

/** The file's text without its secrets, and where they were. */
export async function readCutFile(
  { repository, commit }: Source,
  { path, cut }: { readonly path: string; readonly cut: string },
): Promise<CutFile | LedgerFailure> {
  const bytes = await readAttachment(repository, commit, cut);
  if (isFailure(bytes)) return bytes;
  const file = decodeCutFile(bytes);
  return file?.path === path
    ? file
    : refused({
        code: 'attachment-content',
        message: `The ledger's text of ${path} has another form than it should have.`,
      });
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

/** Undefined: it is none. */
export function decodeCutFile(bytes: Uint8Array): CutFile | undefined {
  try {
    const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue;
    return CUT_FILE(value, 'file') === undefined ? (value as unknown as CutFile) : undefined;
  } catch {
    return undefined;
  }
}
