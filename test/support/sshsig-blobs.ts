/** SSHSIG blobs put together part by part, right or wrong, for tests of what is refused. */
import { encodeBase64 } from '../../shared/core/ledger/ssh/base64.ts';
import { asciiBytes, wireStrings, wireUint32 } from '../../shared/core/ledger/ssh/wire.ts';

export interface SshsigParts {
  readonly magic: string;
  readonly version: number;
  readonly key: Uint8Array;
  readonly namespace: string;
  readonly reserved: string;
  readonly hash: string;
  readonly signature: Uint8Array;
  readonly trailing: Uint8Array;
}

export function sshsigBlob(parts: SshsigParts): Uint8Array {
  const { magic, version, key, namespace, reserved, hash, signature, trailing } = parts;
  const strings = wireStrings(key, namespace, reserved, hash, signature);
  return Buffer.concat([asciiBytes(magic), wireUint32(version), strings, trailing]);
}

/** The armor that ssh-keygen writes, around any bytes. */
export function armored(blob: Uint8Array): string {
  const lines = encodeBase64(blob).match(/.{1,70}/g) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.map(line => `${line}\n`).join('')}-----END SSH SIGNATURE-----\n`;
}
/** The bytes inside an armor, without asking whether it is well made. */
export function blobOf(text: string): Uint8Array {
  return Buffer.from(text.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, ''), 'base64');
}

/** The parts of a well-made blob. */
export function partsOf(blob: Uint8Array): SshsigParts {
  const strings = stringsOf(blob.subarray(10), 5);
  const [key, namespace, reserved, hash, signature] = strings;
  const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');
  return {
    magic: 'SSHSIG',
    version: 1,
    key: key ?? new Uint8Array(),
    namespace: text(namespace),
    reserved: text(reserved),
    hash: text(hash),
    signature: signature ?? new Uint8Array(),
    trailing: new Uint8Array(),
  };
}

/** The first `count` strings of the wire, and behind them whatever is left when there is something. */
export function stringsOf(wire: Uint8Array, count: number): Uint8Array[] {
  const view = Buffer.from(wire);
  const strings: Uint8Array[] = [];
  let at = 0;
  while (strings.length < count) {
    const length = view.readUInt32BE(at);
    strings.push(view.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return at < view.length ? [...strings, view.subarray(at)] : strings;
}

/** With some of its bytes replaced. */
export function withBytes(bytes: Uint8Array, at: number, replacement: Uint8Array): Uint8Array {
  const result = Uint8Array.from(bytes);
  result.set(replacement, at);
  return result;
}
