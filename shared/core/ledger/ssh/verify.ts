/** Verifies an SSHSIG up to the arithmetic, which is handed in: the core needs no crypto library. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { KeySignature } from './key-signature.ts';
import type { SshProblemCode } from './problem.ts';
import type { PublicKey } from './public-key.ts';
import { type Digest, type HashName, parseSignature, type SshSignature, signedData } from './sshsig.ts';
import { wireUint32 } from './wire.ts';

/** The ledger's own: a signature for `git` can be obtained by an innocent cherry-pick. */
export const LEDGER_NAMESPACE = 'secure-config-ledger@v1';

/** What is left to compute once everything else has been found right. */
export interface RawSignature {
  readonly key: PublicKey;
  readonly algorithm: RawAlgorithm;
  readonly data: Uint8Array;
  /** Of ECDSA r and s, each as long as the order (IEEE P1363). */
  readonly signature: Uint8Array;
}

export type RawAlgorithm =
  | 'ed25519'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512'
  /** PKCS #1 v1.5 */
  | 'rsa-sha256'
  | 'rsa-sha512';

/** Whether the signature is the key's over the data. Answers false, and never throws, for what it cannot use. */
export type VerifyRaw = (raw: RawSignature) => boolean;

export type Verified =
  | {
      readonly ok: true;
      readonly key: PublicKey;
      readonly hash: HashName;
      /** Security keys only: grows with each signature of the key, where the key keeps count. */
      readonly counter?: number;
    }
  | { readonly ok: false; readonly code: SshProblemCode; readonly message: string };

export interface VerifyOptions {
  readonly namespace: string;
  readonly verifyRaw: VerifyRaw;
  /** Instead of the core's own, which takes a fifth of the time that it takes to verify. */
  readonly digest?: Digest;
}

/** Says who signed, not whether they may: that is the policy's to say. */
export function verifySshsig(
  armored: string,
  message: Uint8Array,
  { namespace, verifyRaw, digest }: VerifyOptions,
): Verified {
  const read = parseSignature(armored);
  if (read.value === undefined) return { ok: false, ...read.problem };
  const { key, hash, signature } = read.value;
  if (read.value.namespace !== namespace)
    return refuse('namespace', `The signature was made for another purpose than ${namespace}.`);
  if (signature.touch !== undefined && (signature.touch.flags & USER_PRESENT) === 0)
    return refuse('user-presence', 'The security key signed without anybody touching it.');
  if (!verifyRaw(rawSignature(read.value, signedData(namespace, hash, message, digest))))
    return refuse('bad-signature', 'The signature is not of this key over this content.');
  return { ok: true, key, hash, ...(signature.touch && { counter: signature.touch.counter }) };
}

/** PROTOCOL.u2f: bit 0 of the flags, somebody touched the key. */
const USER_PRESENT = 1;

function rawSignature({ key, signature }: SshSignature, data: Uint8Array): RawSignature {
  const { bytes, touch } = signature;
  return {
    key,
    algorithm: rawAlgorithm(key, signature.algorithm),
    data: touch === undefined ? data : touchedData(key, touch, data),
    signature: bytes,
  };
}

/** What a security key signs in the place of data: PROTOCOL.u2f, "SSH U2F Signatures". */
function touchedData(
  { application = new Uint8Array(0) }: PublicKey,
  { flags, counter }: NonNullable<KeySignature['touch']>,
  data: Uint8Array,
): Uint8Array {
  return concatBytes(sha256(application), Uint8Array.of(flags), wireUint32(counter), sha256(data));
}

function rawAlgorithm({ material }: PublicKey, algorithm: string): RawAlgorithm {
  if (material.kind === 'ed25519') return 'ed25519';
  if (material.kind === 'rsa') return algorithm === 'rsa-sha2-256' ? 'rsa-sha256' : 'rsa-sha512';
  const hashes = { nistp256: 'ecdsa-sha256', nistp384: 'ecdsa-sha384', nistp521: 'ecdsa-sha512' } as const;
  return hashes[material.curve];
}

function refuse(code: SshProblemCode, message: string): Verified {
  return { ok: false, code, message };
}
