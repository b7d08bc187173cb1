/** What a secret is known by without being known: an HMAC with the ledger's own key, never a plain hash. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Equal for equal values, whatever field they stand in: `sha256:` + hex. `key` has 32 bytes. */
export function secretFingerprint(key: Uint8Array, value: string): string {
  return `sha256:${bytesToHex(hmac(sha256, key, utf8ToBytes(`secure-config-secret@v1\0${value}`)))}`;
}
