/** What a secret is known by without being known: an HMAC with the ledger's own key, never a plain hash. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A way to name secrets without saying them, the same for equal values. */
export interface Fingerprint {
  /** Of the key: what is named by another one cannot be compared with it. */
  readonly generation: number;
  of(value: string): string;
}

/**
 * Values stand for themselves, where both sides are at hand and nothing of it leaves the function. Of no generation that a
 * ledger has.
 */
export const AS_IT_IS: Fingerprint = { generation: -1, of: value => value };

export function keyedFingerprint(key: Uint8Array, generation: number): Fingerprint {
  return { generation, of: value => secretFingerprint(key, value) };
}

/** Equal for equal values, whatever field they stand in: `sha256:` + hex. `key` has 32 bytes. */
export function secretFingerprint(key: Uint8Array, value: string): string {
  return `sha256:${bytesToHex(hmac(sha256, key, utf8ToBytes(`secure-config-secret@v1\0${value}`)))}`;
}
