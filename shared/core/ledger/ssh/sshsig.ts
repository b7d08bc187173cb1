/** The SSHSIG format (OpenSSH's PROTOCOL.sshsig): what is signed, and how a signature is read and written. */
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { armor, dearmor } from './armor.ts';
import { isLowS, withLowS } from './curves.ts';
import { decodeKeySignature, encodeKeySignature, type KeySignature } from './key-signature.ts';
import { problem, type Read } from './problem.ts';
import { type PublicKey, parsePublicKeyBlob } from './public-key.ts';
import { asciiBytes, readWire, wireStrings, wireUint32 } from './wire.ts';

export type HashName = 'sha512' | 'sha256';

export interface SshSignature {
  readonly key: PublicKey;
  readonly namespace: string;
  readonly hash: HashName;
  readonly signature: KeySignature;
}

const MAGIC = 'SSHSIG';
const VERSION = 1;

/** A SHA-2 of the message. */
export type Digest = (hash: HashName, message: Uint8Array) => Uint8Array;

/** The bytes that a key signs in the place of `message`. @param digest a faster one than the core's own, if there is */
export function signedData(
  namespace: string,
  hash: HashName,
  message: Uint8Array,
  digest: Digest = digestOf,
): Uint8Array {
  return concatBytes(asciiBytes(MAGIC), wireStrings(namespace, '', hash, digest(hash, message)));
}

/** Reads an armored signature. What it takes has exactly one text: `encodeSignature` gives it back. */
export function parseSignature(armored: string): Read<SshSignature> {
  const read = readSignature(armored);
  if (read.value === undefined) return read;
  const { key, signature } = read.value;
  return key.material.kind === 'ecdsa' && !isLowS(key.material.curve, signature.bytes)
    ? problem(
        'non-canonical',
        'The ECDSA signature has the higher of its two s; only the lower one is taken.',
      )
    : read;
}

/** Writes a signature as `parseSignature` takes it: ECDSA's s becomes the lower one. */
export function encodeSignature({ key, namespace, hash, signature }: SshSignature): string {
  const { material } = key;
  const bytes = material.kind === 'ecdsa' ? withLowS(material.curve, signature.bytes) : signature.bytes;
  const wire = encodeKeySignature(key, { ...signature, bytes });
  const parts = wireStrings(key.blob, namespace, '', hash, wire);
  return armor(concatBytes(asciiBytes(MAGIC), wireUint32(VERSION), parts));
}

/** The text that `parseSignature` takes, from one of ssh-keygen, whose ECDSA signatures have either s. */
export function normalizeSignature(armored: string): Read<string> {
  const read = readSignature(armored);
  return read.value === undefined ? read : { value: encodeSignature(read.value) };
}

function digestOf(hash: HashName, message: Uint8Array): Uint8Array {
  return hash === 'sha512' ? sha512(message) : sha256(message);
}

function readSignature(armored: string): Read<SshSignature> {
  const blob = dearmor(armored);
  if (blob.value === undefined) return blob;
  const reader = readWire(blob.value);
  const magic = reader.bytes(MAGIC.length);
  const version = reader.uint32();
  const [keyBlob, namespace, reserved] = [reader.string(), reader.text(), reader.string()];
  const [hash, wire] = [reader.text(), reader.string()];
  const [cut, broken] = [reader.problem(), reader.end()];
  if (String.fromCharCode(...magic) !== MAGIC)
    return problem('magic', 'The signature does not begin with SSHSIG.');
  if (cut !== undefined) return { problem: cut };
  if (version !== VERSION) return problem('version', 'Only version 1 of the SSHSIG format is taken.');
  if (broken !== undefined) return { problem: broken };
  if (reserved.length > 0) return problem('reserved', 'The reserved field of the signature is not empty.');
  if (hash !== 'sha512' && hash !== 'sha256')
    return problem('hash', 'The message was hashed with something else than sha512 or sha256.');
  const key = parsePublicKeyBlob(keyBlob);
  if (key.value === undefined) return key;
  const signature = decodeKeySignature(key.value, wire);
  if (signature.value === undefined) return signature;
  return { value: { key: key.value, namespace, hash, signature: signature.value } };
}
