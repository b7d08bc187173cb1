/** Reads OpenSSH public keys of the types that may sign in a ledger, each key in the one way it can be written. */
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { type CurveName, isOnCurve } from './curves.ts';
import { isCanonicalPoint, isSmallOrder } from './ed25519.ts';
import { problem, type Read } from './problem.ts';
import { readWire, type WireReader } from './wire.ts';

export type KeyType =
  | 'ssh-ed25519'
  | `ecdsa-sha2-${CurveName}`
  | 'ssh-rsa'
  | 'sk-ssh-ed25519@openssh.com'
  | 'sk-ecdsa-sha2-nistp256@openssh.com';

export interface PublicKey {
  readonly type: KeyType;
  /** As SSH sends it; equal keys have equal bytes. */
  readonly blob: Uint8Array;
  /** `type base64`: the canonical text, without a comment. */
  readonly text: string;
  readonly material: KeyMaterial;
  /** Security keys (sk-) only: what the key was made for, such as `ssh:`. */
  readonly application?: Uint8Array;
}

/** The numbers of a key, for whoever verifies with it. Integers have no zeros in front. */
export type KeyMaterial =
  /** 32 bytes, RFC 8032. */
  | { readonly kind: 'ed25519'; readonly point: Uint8Array }
  /** An uncompressed point: 0x04, x, y. */
  | { readonly kind: 'ecdsa'; readonly curve: CurveName; readonly point: Uint8Array }
  | { readonly kind: 'rsa'; readonly exponent: Uint8Array; readonly modulus: Uint8Array };

/** `type base64 [comment]`, as in a `.pub` file, with at most one line break behind it. The comment is dropped. */
export function parsePublicKey(line: string): Read<PublicKey> {
  const match = /^([a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(?: [^\r\n]*)?\n?$/.exec(line);
  const blob = decodeBase64(match?.[2] ?? '');
  if (match === null || blob === undefined)
    return problem('key-text', 'This is no public key: it has the form "ssh-ed25519 AAAA… comment".');
  const key = parsePublicKeyBlob(blob);
  if (key.value !== undefined && key.value.type !== match[1])
    return problem('key-text', `The line says ${match[1]}, the key in it is ${key.value.type}.`);
  return key;
}

export function parsePublicKeyBlob(blob: Uint8Array): Read<PublicKey> {
  const reader = readWire(blob);
  const type = reader.text();
  const read = Object.hasOwn(READERS, type) ? READERS[type as KeyType] : undefined;
  const cut = reader.problem();
  if (cut !== undefined) return { problem: cut };
  if (read === undefined) return problem('key-type', `Keys of this type are not taken. ${TAKEN}`);
  const { material, application } = read(reader);
  const broken = reader.end();
  if (broken !== undefined) return { problem: broken };
  const objection = objectionTo(material);
  if (objection !== undefined) return objection;
  const text = `${type} ${encodeBase64(blob)}`;
  return { value: { type: type as KeyType, blob, text, material, ...(application && { application }) } };
}

/** `SHA256:…`, as ssh-keygen -l and ssh-add -l print it. */
export function keyFingerprint(blob: Uint8Array): string {
  return `SHA256:${encodeBase64(sha256(blob)).replace(/=+$/, '')}`;
}

const TAKEN =
  'Use ssh-ed25519, ecdsa-sha2-nistp256, -nistp384 or -nistp521, ssh-rsa of 2048 bits or more, or a security key (sk-).';

interface Parts {
  readonly material: KeyMaterial;
  readonly application?: Uint8Array;
}

const READERS: Readonly<Record<KeyType, (reader: WireReader) => Parts>> = {
  'ssh-ed25519': reader => ({ material: ed25519(reader) }),
  'ecdsa-sha2-nistp256': reader => ({ material: ecdsa(reader, 'nistp256') }),
  'ecdsa-sha2-nistp384': reader => ({ material: ecdsa(reader, 'nistp384') }),
  'ecdsa-sha2-nistp521': reader => ({ material: ecdsa(reader, 'nistp521') }),
  'ssh-rsa': reader => ({
    material: { kind: 'rsa', exponent: reader.mpint(), modulus: reader.mpint() },
  }),
  'sk-ssh-ed25519@openssh.com': reader => ({ material: ed25519(reader), application: reader.string() }),
  'sk-ecdsa-sha2-nistp256@openssh.com': reader => ({
    material: ecdsa(reader, 'nistp256'),
    application: reader.string(),
  }),
};

function ed25519(reader: WireReader): KeyMaterial {
  return { kind: 'ed25519', point: reader.string() };
}

/** An empty point, which is on no curve, when the key names another curve than its type. */
function ecdsa(reader: WireReader, name: CurveName): KeyMaterial {
  const named = reader.text();
  const point = reader.string();
  return { kind: 'ecdsa', curve: name, point: named === name ? point : new Uint8Array(0) };
}

function objectionTo(material: KeyMaterial): ReturnType<typeof problem> | undefined {
  if (material.kind === 'rsa') return objectionToRsa(material.exponent, material.modulus);
  if (material.kind === 'ecdsa')
    return isOnCurve(material.curve, material.point)
      ? undefined
      : problem('key-invalid', 'The key is no point of its curve.');
  if (material.point.length !== 32 || !isCanonicalPoint(material.point))
    return problem('key-invalid', 'An Ed25519 key is a point in 32 bytes, and this one is none.');
  return isSmallOrder(material.point)
    ? problem('key-weak', 'The key is a point of small order: one signature would fit many messages.')
    : undefined;
}

function objectionToRsa(exponent: Uint8Array, modulus: Uint8Array): ReturnType<typeof problem> | undefined {
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < 2048) return problem('key-weak', `RSA keys have at least 2048 bits; this one has ${bits}.`);
  const isOdd = ((exponent.at(-1) ?? 0) & (modulus.at(-1) ?? 0) & 1) === 1;
  if (bits > 16384 || exponent.length > 8 || !isOdd || (exponent.length === 1 && exponent[0] === 1))
    return problem('key-invalid', 'The numbers of this RSA key make no key.');
  return undefined;
}
