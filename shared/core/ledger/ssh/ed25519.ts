/** What is refused of Ed25519 beyond what each library refuses, so that all implementations take the same signatures. */
import { bytesToHex } from '@noble/hashes/utils.js';

const PRIME = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y of the eight points whose order divides 8: with such a key one signature fits many messages. */
const SMALL_ORDER: readonly bigint[] = [
  0n,
  1n,
  PRIME - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
];

/** Whether y, the sign of x taken off, is written in the one right way (RFC 8032, section 5.1.3). */
export function isCanonicalPoint(point: Uint8Array): boolean {
  return yOf(point) < PRIME;
}

export function isSmallOrder(point: Uint8Array): boolean {
  return SMALL_ORDER.includes(yOf(point));
}

/** Whether S, the second half of a signature, is below the order: S and S + order would both verify otherwise. */
export function isReducedS(signature: Uint8Array): boolean {
  return (signature[63] ?? 0) < 0x10 || fromLittleEndian(signature.subarray(32)) < ORDER;
}

function yOf(point: Uint8Array): bigint {
  return fromLittleEndian(point) & (2n ** 255n - 1n);
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(Uint8Array.from(bytes).reverse())}`);
}
