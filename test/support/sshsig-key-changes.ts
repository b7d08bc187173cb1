/** What can be done to the innermost signature, which the key itself made, by type of key. */
import type { SshProblemCode } from '../../shared/core/ledger/ssh/problem.ts';
import type { KeyMaterial } from '../../shared/core/ledger/ssh/public-key.ts';
import { wireStrings, wireUint32 } from '../../shared/core/ledger/ssh/wire.ts';
import { partsOf, sshsigBlob, stringsOf, withBytes } from './sshsig-blobs.ts';
import type { Changed } from './sshsig-mutations.ts';

/** @param blob a valid signature's, by a key of `material` */
export function ofKeySignature(blob: Uint8Array, material: KeyMaterial): Changed[] {
  const parts = partsOf(blob);
  const [algorithm, body, touch = new Uint8Array()] = stringsOf(parts.signature, 2);
  if (algorithm === undefined || body === undefined) return [];
  const whole = (change: { body?: Uint8Array; algorithm?: string; touch?: Uint8Array }): Uint8Array => {
    const strings = wireStrings(change.algorithm ?? algorithm, change.body ?? body);
    return sshsigBlob({ ...parts, signature: Buffer.concat([strings, change.touch ?? touch]) });
  };
  const ofMaterial =
    material.kind === 'ed25519'
      ? ofEd25519(body)
      : material.kind === 'rsa'
        ? ofRsa(body)
        : ofEcdsa(body, material.curve);
  return [
    ...ofMaterial.map(([name, expected, changed]): Changed => [name, expected, whole({ body: changed })]),
    ...(material.kind === 'rsa'
      ? [['rsa: the other algorithm', 'bad-signature', whole({ algorithm: 'rsa-sha2-256' })] as const]
      : []),
    ...(touch.length > 0
      ? ofTouch(touch).map(
          ([name, expected, changed]): Changed => [name, expected, whole({ touch: changed })],
        )
      : []),
  ];
}

type ChangedBody = readonly [name: string, expected: SshProblemCode, body: Uint8Array];

function ofEd25519(body: Uint8Array): ChangedBody[] {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${Buffer.from(body.subarray(32)).reverse().toString('hex')}`);
  const withS = (value: bigint): Uint8Array =>
    Buffer.concat([body.subarray(0, 32), Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse()]);
  return [
    ['ed25519: S plus the order', 'non-canonical', withS(s + order)],
    ['ed25519: S plus eight times the order', 'non-canonical', withS(s + 8n * order)],
    ['ed25519: the order less S', 'bad-signature', withS(order - s)],
    ['ed25519: S of nothing', 'bad-signature', withS(0n)],
    [
      'ed25519: R with the other sign',
      'bad-signature',
      withBytes(body, 31, Uint8Array.of((body[31] ?? 0) ^ 0x80)),
    ],
    ['ed25519: a byte less', 'signature-size', body.subarray(0, 63)],
    ['ed25519: a byte more', 'signature-size', Buffer.concat([body, Uint8Array.of(0)])],
    ['ed25519: nothing', 'signature-size', new Uint8Array()],
  ];
}

function ofRsa(body: Uint8Array): ChangedBody[] {
  return [
    ['rsa: a zero in front', 'signature-size', Buffer.concat([Uint8Array.of(0), body])],
    ['rsa: a zero behind', 'signature-size', Buffer.concat([body, Uint8Array.of(0)])],
    ['rsa: the first byte less', 'signature-size', body.subarray(1)],
    ['rsa: nothing', 'signature-size', new Uint8Array()],
    ['rsa: all zeros', 'bad-signature', new Uint8Array(body.length)],
    ['rsa: all ones', 'bad-signature', new Uint8Array(body.length).fill(255)],
  ];
}

const ORDERS = {
  nistp256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  nistp384:
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  nistp521:
    0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
};

function ofEcdsa(body: Uint8Array, curve: keyof typeof ORDERS): ChangedBody[] {
  const order = ORDERS[curve];
  const [r = 0n, s = 0n] = stringsOf(body, 2).map(bytes => BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
  const [rBytes = new Uint8Array(), sBytes = new Uint8Array()] = stringsOf(body, 2);
  const numbers = (one: bigint, other: bigint): Uint8Array => wireStrings(mpint(one), mpint(other));
  const zero = Uint8Array.of(0);
  return [
    ['ecdsa: the higher s', 'non-canonical', numbers(r, order - s)],
    ['ecdsa: s plus the order', 'signature-size', numbers(r, s + order)],
    ['ecdsa: r plus the order', 'signature-size', numbers(r + order, s)],
    [
      'ecdsa: a zero in front of r',
      'non-canonical',
      wireStrings(Buffer.concat([zero, zero, rBytes]), sBytes),
    ],
    [
      'ecdsa: a zero in front of s',
      'non-canonical',
      wireStrings(rBytes, Buffer.concat([zero, zero, sBytes])),
    ],
    [
      'ecdsa: a negative r',
      'non-canonical',
      wireStrings(Buffer.concat([Uint8Array.of(0x80), rBytes.subarray(1)]), sBytes),
    ],
    ['ecdsa: r of nothing', 'non-canonical', wireStrings('', sBytes)],
    ['ecdsa: s of zero', 'non-canonical', wireStrings(rBytes, zero)],
    ['ecdsa: r is the order', 'signature-size', numbers(order, s)],
    ['ecdsa: s is the order', 'signature-size', numbers(r, order)],
    ['ecdsa: r and s are 1', 'bad-signature', numbers(1n, 1n)],
    ['ecdsa: a number more', 'trailing-data', wireStrings(rBytes, sBytes, sBytes)],
    ['ecdsa: a number less', 'truncated', wireStrings(rBytes)],
    ['ecdsa: DER', 'truncated', Buffer.from('3006020101020101', 'hex')],
  ];
}

function ofTouch(touch: Uint8Array): ChangedBody[] {
  return [
    ['security key: nobody touched it', 'user-presence', withBytes(touch, 0, Uint8Array.of(0))],
    ['security key: verified, and not touched', 'user-presence', withBytes(touch, 0, Uint8Array.of(4))],
    ['security key: other flags', 'bad-signature', withBytes(touch, 0, Uint8Array.of(5))],
    ['security key: another counter', 'bad-signature', withBytes(touch, 1, wireUint32(99))],
    ['security key: no flags', 'truncated', new Uint8Array()],
    ['security key: half a counter', 'truncated', touch.subarray(0, 3)],
    ['security key: a byte behind the counter', 'trailing-data', Buffer.concat([touch, Uint8Array.of(0)])],
  ];
}

function mpint(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex');
}
