/** What is said of an identity, in words and as JSON: all of it public. */
import type { Identity } from '../../shared/node/keys/identity.ts';
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';
import type { Keys } from './keys.ts';

export interface Described {
  readonly name: string;
  readonly inUse: boolean;
  readonly principal: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly recipient: string;
  readonly signing: { readonly kind: 'file'; readonly path: string } | { readonly kind: 'agent' };
  readonly age: { readonly kind: 'file'; readonly path: string } | { readonly kind: 'environment' };
  readonly folder: string;
  /** The line for who administers a ledger. */
  readonly introduction: string;
}

export function describe(
  identity: Identity,
  { folder, inUse }: Pick<Described, 'folder' | 'inUse'>,
  { keyFingerprint, parsePublicKey, introductionLine, introductionOf }: Keys,
): Described {
  const { name, principal, signing, age } = identity;
  const key = parsePublicKey(signing.publicKey).value;
  return {
    name,
    inUse,
    principal,
    publicKey: signing.publicKey,
    fingerprint: key === undefined ? '' : keyFingerprint(key.blob),
    recipient: age.recipient,
    signing: signing.kind === 'file' ? { kind: 'file', path: signing.path } : { kind: 'agent' },
    age: age.kind === 'file' ? { kind: 'file', path: age.path } : { kind: 'environment' },
    folder,
    introduction: introductionLine(introductionOf(identity)),
  };
}

export function descriptionText(described: Described, { style }: Io): string {
  const { name, inUse, principal, publicKey, fingerprint, recipient, signing, age } = described;
  const rows: readonly (readonly [title: string, text: string])[] = [
    ['identity', `${name}${inUse ? ' (in use)' : ''}`],
    ['principal', principal],
    ['public key', publicKey],
    ['fingerprint', fingerprint],
    ['signs with', signing.kind === 'file' ? signing.path : 'the key in the ssh-agent'],
    ['age recipient', recipient],
    ['age identity', age.kind === 'file' ? age.path : 'SECURE_CONFIG_AGE_KEY in the environment'],
    ['kept in', described.folder],
  ];
  const lines = rows.map(([title, text]) => `${style('dim', title.padEnd(13))}  ${visibleText(text)}`);
  return [
    ...lines,
    '',
    'To be added to a ledger, give this line to whoever administers it:',
    '',
    visibleText(described.introduction),
    '',
  ].join('\n');
}
