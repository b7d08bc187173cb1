/** What a key signs with, as SSH sends it (RFC 4253, 5656, 8332, 8709 and OpenSSH's PROTOCOL.u2f), strictly. */
import { concatBytes } from '@noble/hashes/utils.js';
import { type CurveName, curveSize, isInRange } from './curves.ts';
import { isReducedS } from './ed25519.ts';
import { problem, type Read } from './problem.ts';
import type { PublicKey } from './public-key.ts';
import { mpintBytes, readWire, wireStrings, wireUint32 } from './wire.ts';

export interface KeySignature {
  /** The key's type, or for RSA `rsa-sha2-512` or `rsa-sha2-256`. */
  readonly algorithm: string;
  /**
   * Ed25519: R and S, 64 bytes. ECDSA: r and s, each as long as the curve's order. RSA: as long as the modulus.
   * ECDSA's s may be the higher one here: `parseSignature` refuses it, `signatureOf` lowers it.
   */
  readonly bytes: Uint8Array;
  /** What a security key says about the moment of signing; absent for other keys. */
  readonly touch?: { readonly flags: number; readonly counter: number };
}

/** @param wire what an agent answers, and what the innermost string of an SSHSIG holds */
export function decodeKeySignature(key: PublicKey, wire: Uint8Array): Read<KeySignature> {
  const reader = readWire(wire);
  const algorithm = reader.text();
  const cut = reader.problem();
  if (cut !== undefined) return { problem: cut };
  if (!algorithmsOf(key).includes(algorithm))
    return problem('signature-type', `A key of type ${key.type} does not sign with this algorithm.`);
  const body = reader.string();
  const touch =
    key.application === undefined ? undefined : { flags: reader.byte(), counter: reader.uint32() };
  const broken = reader.end();
  if (broken !== undefined) return { problem: broken };
  const bytes = decodeBody(key, body);
  if (bytes.value === undefined) return bytes;
  return { value: { algorithm, bytes: bytes.value, ...(touch && { touch }) } };
}

export function encodeKeySignature(key: PublicKey, { algorithm, bytes, touch }: KeySignature): Uint8Array {
  const { material } = key;
  const body =
    material.kind === 'ecdsa'
      ? wireStrings(
          mpintBytes(bytes.subarray(0, curveSize(material.curve))),
          mpintBytes(bytes.subarray(curveSize(material.curve))),
        )
      : bytes;
  const tail = touch === undefined ? [] : [Uint8Array.of(touch.flags), wireUint32(touch.counter)];
  return concatBytes(wireStrings(algorithm, body), ...tail);
}

function algorithmsOf(key: PublicKey): readonly string[] {
  return key.material.kind === 'rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [key.type];
}

function decodeBody({ material }: PublicKey, body: Uint8Array): Read<Uint8Array> {
  if (material.kind === 'ecdsa') return decodeEcdsa(material.curve, body);
  const size = material.kind === 'ed25519' ? 64 : material.modulus.length;
  if (body.length !== size) return problem('signature-size', `This key's signatures have ${size} bytes.`);
  if (material.kind === 'ed25519' && !isReducedS(body))
    return problem('non-canonical', 'The S of the signature is not below the order: it has a second form.');
  return { value: body };
}

function decodeEcdsa(curve: CurveName, body: Uint8Array): Read<Uint8Array> {
  const reader = readWire(body);
  const size = curveSize(curve);
  const numbers = [reader.mpint(), reader.mpint()];
  const broken = reader.end();
  if (broken !== undefined) return { problem: broken };
  if (!numbers.every(number => number.length <= size && isInRange(curve, number)))
    return problem(
      'signature-size',
      'r and s of an ECDSA signature lie between 1 and the order of the curve.',
    );
  return { value: concatBytes(...numbers.map(number => padded(number, size))) };
}

function padded(number: Uint8Array, size: number): Uint8Array {
  return concatBytes(new Uint8Array(size - number.length), number);
}
