/** A security key in software: signs as OpenSSH's PROTOCOL.u2f says a FIDO authenticator does. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { wireStrings, wireUint32 } from '../../shared/core/ledger/ssh/wire.ts';

export type AuthenticatorType = 'sk-ssh-ed25519@openssh.com' | 'sk-ecdsa-sha2-nistp256@openssh.com';

export interface Authenticator {
  readonly type: AuthenticatorType;
  readonly blob: Uint8Array;
  /** The wire form of a signature. @param flags bit 0: somebody touched it */
  sign(data: Uint8Array, flags?: number, counter?: number): Uint8Array;
}

export function createAuthenticator(type: AuthenticatorType, application = 'ssh:'): Authenticator {
  const isEd25519 = type === 'sk-ssh-ed25519@openssh.com';
  const { publicKey, privateKey } = isEd25519
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const parts = isEd25519 ? [jwkBytes(publicKey, 'x')] : ['nistp256', pointOf(publicKey)];
  return {
    type,
    blob: wireStrings(type, ...parts, application),
    sign: (data, flags = 1, counter = 7) => {
      const tail = Buffer.concat([Uint8Array.of(flags), wireUint32(counter)]);
      const signed = Buffer.concat([sha256(Buffer.from(application)), tail, sha256(data)]);
      const body = isEd25519 ? sign(null, signed, privateKey) : ecdsaBody(signed, privateKey);
      return Buffer.concat([wireStrings(type, body), tail]);
    },
  };
}

function ecdsaBody(data: Uint8Array, key: KeyObject): Uint8Array {
  const raw = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  return wireStrings(mpint(raw.subarray(0, 32)), mpint(raw.subarray(32)));
}

function mpint(bytes: Uint8Array): Uint8Array {
  const stripped = bytes.subarray(bytes.findIndex(byte => byte !== 0));
  return (stripped[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), stripped]) : stripped;
}

function pointOf(key: KeyObject): Uint8Array {
  return Buffer.concat([Uint8Array.of(4), jwkBytes(key, 'x'), jwkBytes(key, 'y')]);
}

function jwkBytes(key: KeyObject, name: 'x' | 'y'): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url');
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
