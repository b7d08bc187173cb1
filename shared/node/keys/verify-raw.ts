/** The arithmetic of verification, by Node's OpenSSL: what the core's `verifySshsig` is handed. */
import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { curveSize } from '../../core/ledger/ssh/curves.ts';
import type { KeyMaterial, PublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { Digest } from '../../core/ledger/ssh/sshsig.ts';
import type { RawAlgorithm, RawSignature, VerifyRaw } from '../../core/ledger/ssh/verify.ts';

/** Keys that are kept ready. A ledger has fewer; a hostile one costs time, not memory. */
const MOST_KEYS = 1000;

const DIGESTS: Readonly<Record<RawAlgorithm, string | null>> = {
  ed25519: null,
  'ecdsa-sha256': 'sha256',
  'ecdsa-sha384': 'sha384',
  'ecdsa-sha512': 'sha512',
  'rsa-sha256': 'sha256',
  'rsa-sha512': 'sha512',
};

/** Makes keys ready, and keeps those it has met: that takes longer than verifying with one. */
type PrepareKey = (key: PublicKey) => KeyObject;

export function createVerifier(): VerifyRaw {
  const prepare = createKeyStore();
  return ({ key, algorithm, data, signature }) => {
    try {
      return verify(DIGESTS[algorithm], data, { key: prepare(key), dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false; // OpenSSL refuses some keys that are well formed, such as an Ed25519 y without a point
    }
  };
}

/** As `createVerifier`, on other threads: many signatures take as long as the busiest of them needs. */
export function createParallelVerifier(): (raw: RawSignature) => Promise<boolean> {
  const prepare = createKeyStore();
  return ({ key, algorithm, data, signature }) =>
    new Promise(resolve => {
      try {
        const options = { key: prepare(key), dsaEncoding: 'ieee-p1363' } as const;
        verify(DIGESTS[algorithm], data, options, signature, (error, isGenuine) =>
          resolve(!error && isGenuine),
        );
      } catch {
        resolve(false);
      }
    });
}

function createKeyStore(): PrepareKey {
  const ready = new Map<string, KeyObject>();
  return key => {
    const known = ready.get(key.text);
    if (known) return known;
    const keyObject = importKey(key);
    if (ready.size >= MOST_KEYS) ready.clear();
    ready.set(key.text, keyObject);
    return keyObject;
  };
}

/** SHA-2 by OpenSSL: several times as fast as the core's own. */
export const nodeDigest: Digest = (hash, message) => createHash(hash).update(message).digest();

function importKey({ material }: PublicKey): KeyObject {
  return createPublicKey({ key: jsonWebKey(material), format: 'jwk' });
}

function jsonWebKey(material: KeyMaterial): JsonWebKey {
  if (material.kind === 'ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64Url(material.point) };
  if (material.kind === 'rsa')
    return { kty: 'RSA', n: base64Url(material.modulus), e: base64Url(material.exponent) };
  const { curve, point } = material;
  const size = curveSize(curve);
  return {
    kty: 'EC',
    crv: { nistp256: 'P-256', nistp384: 'P-384', nistp521: 'P-521' }[curve],
    x: base64Url(point.subarray(1, 1 + size)),
    y: base64Url(point.subarray(1 + size)),
  };
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
