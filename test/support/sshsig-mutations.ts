/** Everything that somebody may try with a signature that they did not make, and how each has to be refused. */
import type { SshProblemCode } from '../../shared/core/ledger/ssh/problem.ts';
import type { KeyMaterial } from '../../shared/core/ledger/ssh/public-key.ts';
import { wireStrings, wireUint32 } from '../../shared/core/ledger/ssh/wire.ts';
import { ofArmor } from './sshsig-armor-changes.ts';
import {
  armored,
  blobOf,
  partsOf,
  type SshsigParts,
  sshsigBlob,
  stringsOf,
  withBytes,
} from './sshsig-blobs.ts';
import { ofKeySignature } from './sshsig-key-changes.ts';

export interface Mutation {
  readonly name: string;
  readonly armored: string;
  readonly expected: SshProblemCode;
}

/** A text, or a blob to put into armor. */
export type Changed = readonly [name: string, expected: SshProblemCode, changed: string | Uint8Array];

/** @param text a valid signature of `material` */
export function mutationsOf(text: string, material: KeyMaterial): Mutation[] {
  const all = [...ofArmor(text), ...ofBlob(blobOf(text)), ...ofKeySignature(blobOf(text), material)];
  return all.map(([name, expected, changed]) => ({
    name,
    expected,
    armored: typeof changed === 'string' ? changed : armored(changed),
  }));
}

function ofBlob(blob: Uint8Array): Changed[] {
  const parts = partsOf(blob);
  const changed = (change: Partial<SshsigParts>): Uint8Array => sshsigBlob({ ...parts, ...change });
  const withReserved = (length: number): Uint8Array => changed({ reserved: 'x'.repeat(length) });
  return [
    ['blob: another beginning', 'magic', changed({ magic: 'SSHSIX' })],
    ['blob: small letters in the beginning', 'magic', changed({ magic: 'sshsig' })],
    ['blob: version 0', 'version', changed({ version: 0 })],
    ['blob: version 2', 'version', changed({ version: 2 })],
    ['blob: version 1 and more', 'version', changed({ version: 0x01000001 })],
    ['blob: namespace git', 'namespace', changed({ namespace: 'git' })],
    ['blob: a namespace in front of ours', 'namespace', changed({ namespace: parts.namespace.slice(0, -1) })],
    ['blob: a namespace behind ours', 'namespace', changed({ namespace: `${parts.namespace}0` })],
    ['blob: a NUL behind the namespace', 'namespace', changed({ namespace: `${parts.namespace}\0` })],
    ['blob: no namespace', 'namespace', changed({ namespace: '' })],
    ['blob: one reserved byte', 'reserved', withReserved(1)],
    ['blob: many reserved bytes', 'reserved', withReserved(1000)],
    ['blob: hash sha1', 'hash', changed({ hash: 'sha1' })],
    ['blob: hash sha384', 'hash', changed({ hash: 'sha384' })],
    ['blob: hash in capitals', 'hash', changed({ hash: 'SHA512' })],
    ['blob: no hash', 'hash', changed({ hash: '' })],
    [
      'blob: the other hash',
      'bad-signature',
      changed({ hash: parts.hash === 'sha512' ? 'sha256' : 'sha512' }),
    ],
    ['blob: a byte behind the end', 'trailing-data', changed({ trailing: Uint8Array.of(0) })],
    ['blob: a string behind the end', 'trailing-data', changed({ trailing: wireStrings('more') })],
    ['blob: a second blob behind the end', 'trailing-data', changed({ trailing: blob })],
    ['blob: cut by a byte', 'truncated', blob.subarray(0, -1)],
    ['blob: cut in the key', 'truncated', blob.subarray(0, 30)],
    ['blob: cut before the version', 'truncated', blob.subarray(0, 8)],
    ['blob: the last length too great', 'truncated', withLength(blob, lastLengthAt(parts), 1)],
    ['blob: the last length too small', 'trailing-data', withLength(blob, lastLengthAt(parts), -1)],
    ['blob: a length of 4 GiB', 'truncated', withBytes(blob, 10, Uint8Array.of(255, 255, 255, 255))],
    [
      'key: a byte behind the end',
      'trailing-data',
      changed({ key: Buffer.concat([parts.key, Uint8Array.of(0)]) }),
    ],
    ['key: cut by a byte', 'truncated', changed({ key: parts.key.subarray(0, -1) })],
    ['key: none', 'truncated', changed({ key: new Uint8Array() })],
    ['key: of type ssh-dss', 'key-type', changed({ key: withType(parts.key, 'ssh-dss') })],
    ['key: of an unknown type', 'key-type', changed({ key: withType(parts.key, 'ssh-ed448') })],
    [
      'key: a certificate’s type',
      'key-type',
      changed({ key: withType(parts.key, `${typeOf(parts.key)}-cert-v01@openssh.com`) }),
    ],
    ['key: a type of Object.prototype', 'key-type', changed({ key: withType(parts.key, 'constructor') })],
    ['signature: none', 'truncated', changed({ signature: new Uint8Array() })],
    [
      'signature: a byte behind the end',
      'trailing-data',
      changed({ signature: Buffer.concat([parts.signature, Uint8Array.of(0)]) }),
    ],
    [
      'signature: of another algorithm',
      'signature-type',
      changed({ signature: withType(parts.signature, 'ssh-ed448') }),
    ],
    [
      'signature: of RSA over SHA-1',
      'signature-type',
      changed({ signature: withType(parts.signature, 'ssh-rsa') }),
    ],
    [
      'signature: of a browser',
      'signature-type',
      changed({ signature: withType(parts.signature, 'webauthn-sk-ecdsa-sha2-nistp256@openssh.com') }),
    ],
  ];
}

function typeOf(wire: Uint8Array): string {
  return Buffer.from(stringsOf(wire, 1)[0] ?? []).toString('latin1');
}

function withType(wire: Uint8Array, type: string): Uint8Array {
  return Buffer.concat([wireStrings(type), ...stringsOf(wire, 1).slice(1)]);
}

/** Where the length of the innermost signature stands. */
function lastLengthAt({ key, namespace, reserved, hash }: SshsigParts): number {
  return 10 + 16 + key.length + namespace.length + reserved.length + hash.length;
}

function withLength(blob: Uint8Array, at: number, more: number): Uint8Array {
  return withBytes(blob, at, wireUint32(Buffer.from(blob).readUInt32BE(at) + more));
}
