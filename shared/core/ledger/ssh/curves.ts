/** The three NIST curves that SSH signs on, as far as strictness needs them: points, orders, the lower half of S. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

export type CurveName = 'nistp256' | 'nistp384' | 'nistp521';

interface Curve {
  readonly size: number;
  readonly order: bigint;
  readonly prime: bigint;
  /** y² = x³ − 3x + b */
  readonly b: bigint;
}

/** FIPS 186-4, appendix D.1.2. */
const CURVES: Readonly<Record<CurveName, Curve>> = {
  nistp256: {
    size: 32,
    prime: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  nistp384: {
    size: 48,
    prime:
      0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  nistp521: {
    size: 66,
    prime:
      0x1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn,
    order:
      0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
};

/** Bytes of a coordinate, and of a number below the order. */
export function curveSize(curve: CurveName): number {
  return CURVES[curve].size;
}

/** Whether the bytes are an uncompressed point (0x04, x, y) of the curve. */
export function isOnCurve(curve: CurveName, point: Uint8Array): boolean {
  const { size, prime, b } = CURVES[curve];
  if (point.length !== 1 + 2 * size || point[0] !== 4) return false;
  const x = toNumber(point.subarray(1, 1 + size));
  const y = toNumber(point.subarray(1 + size));
  if (x >= prime || y >= prime) return false;
  return (y * y - (x * x * x - 3n * x + b)) % prime === 0n;
}

/** Whether an r or s is what a signature may hold: from 1 to the order less 1. */
export function isInRange(curve: CurveName, number: Uint8Array): boolean {
  const value = toNumber(number);
  return value > 0n && value < CURVES[curve].order;
}

/** (r, s) and (r, order − s) are both valid signatures; only the one with the lower s is taken. */
export function isLowS(curve: CurveName, signature: Uint8Array): boolean {
  const { order, size } = CURVES[curve];
  return 2n * toNumber(signature.subarray(size)) <= order;
}

/** The same signature with the lower of its two s. @param signature r and s, each of the curve’s size */
export function withLowS(curve: CurveName, signature: Uint8Array): Uint8Array {
  if (isLowS(curve, signature)) return signature;
  const { order, size } = CURVES[curve];
  const lower = order - toNumber(signature.subarray(size));
  const result = Uint8Array.from(signature);
  result.set(hexToBytes(lower.toString(16).padStart(2 * size, '0')), size);
  return result;
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes)}`);
}
