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
