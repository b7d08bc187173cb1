/** One valid signature by a key of each type that may sign: real ones by ssh-keygen, security keys in software. */
import assert from 'node:assert/strict';
import {
  type PublicKey,
  parsePublicKey,
  parsePublicKeyBlob,
} from '../../shared/core/ledger/ssh/public-key.ts';
import { normalizeSignature, signedData } from '../../shared/core/ledger/ssh/sshsig.ts';
import { LEDGER_NAMESPACE } from '../../shared/core/ledger/ssh/verify.ts';
import { type AuthenticatorType, createAuthenticator } from './authenticator.ts';
import { KEYGEN_TYPES, keygenSign, makeSshKey } from './ssh-keys.ts';
import { armored, sshsigBlob } from './sshsig-blobs.ts';

export interface Signed {
  readonly key: PublicKey;
  readonly armored: string;
  /** Security keys only: the same key's signature with nobody touching it. */
  readonly untouched?: string;
}

const AUTHENTICATORS: readonly AuthenticatorType[] = [
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
];

export const SIGNING_TYPES: readonly string[] = [...Object.keys(KEYGEN_TYPES), ...AUTHENTICATORS];

/** By a new key. @param folder where its files go */
export function signWithNewKey(folder: string, type: string, message: Uint8Array, name = type): Signed {
  const authenticator = AUTHENTICATORS.find(each => each === type);
  return authenticator ? bySecurityKey(authenticator, message) : byKeygen(folder, type, message, name);
}

function byKeygen(folder: string, type: string, message: Uint8Array, name: string): Signed {
  const file = makeSshKey(folder, type, { name });
  const armored = normalizeSignature(keygenSign(file, LEDGER_NAMESPACE, message)).value;
  const key = parsePublicKey(file.publicLine).value;
  assert.ok(key && armored);
  return { key, armored };
}

function bySecurityKey(type: AuthenticatorType, message: Uint8Array): Signed {
  const authenticator = createAuthenticator(type);
  const key = parsePublicKeyBlob(authenticator.blob).value;
  const sign = (flags: number): string | undefined => {
    const signature = authenticator.sign(signedData(LEDGER_NAMESPACE, 'sha512', message), flags);
    const parts = { ...WELL_MADE, key: authenticator.blob, signature };
    return normalizeSignature(armored(sshsigBlob(parts))).value;
  };
  const [touched, untouched] = [sign(1), sign(0)];
  assert.ok(key && touched && untouched);
  return { key, armored: touched, untouched };
}

const WELL_MADE = {
  magic: 'SSHSIG',
  version: 1,
  namespace: LEDGER_NAMESPACE,
  reserved: '',
  hash: 'sha512',
  trailing: new Uint8Array(),
};
