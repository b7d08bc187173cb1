/** What is written down of an identity: who it is, and where its keys are; never a key that must stay secret. */
import { type Introduction, isPrincipal } from '../../core/ledger/introduction.ts';
import { parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { AgeSource } from './age-source.ts';
import type { SigningKey } from './signer.ts';

export interface Identity {
  /** What it is called on this machine. */
  readonly name: string;
  /** What ledgers call the person or machine: an e-mail address, or any name without blanks. */
  readonly principal: string;
  readonly signing: SigningKey;
  readonly age: AgeSource;
}

const FORMAT_VERSION = 1;

export function identityText({ name, principal, signing, age }: Identity): string {
  return `${JSON.stringify({ formatVersion: FORMAT_VERSION, name, principal, signing, age }, null, 2)}\n`;
}

/** Undefined for anything else than `identityText` writes; further properties are passed over. */
export function readIdentity(text: string): Identity | undefined {
  const value = parse(text);
  const { formatVersion, name, principal } = value;
  const signing = readSigning(properties(value.signing));
  const age = readAge(properties(value.age));
  if (formatVersion !== FORMAT_VERSION || typeof name !== 'string') return undefined;
  if (typeof principal !== 'string' || !isPrincipal(principal)) return undefined;
  return signing && age && { name, principal, signing, age };
}

/** What it shows of itself. */
export function introductionOf({ signing, age, principal }: Identity): Introduction {
  return { principal, publicKey: signing.publicKey, recipient: age.recipient };
}

function readSigning({ kind, path, publicKey }: Properties): SigningKey | undefined {
  if (typeof publicKey !== 'string' || parsePublicKey(publicKey).value?.text !== publicKey) return undefined;
  if (kind === 'agent') return { kind, publicKey };
  return kind === 'file' && typeof path === 'string' ? { kind, path, publicKey } : undefined;
}

function readAge({ kind, path, recipient }: Properties): AgeSource | undefined {
  if (typeof recipient !== 'string') return undefined;
  if (kind === 'environment') return { kind, recipient };
  return kind === 'file' && typeof path === 'string' ? { kind, path, recipient } : undefined;
}

type Properties = Readonly<Record<string, unknown>>;

function parse(text: string): Properties {
  try {
    return properties(JSON.parse(text));
  } catch {
    return {};
  }
}

function properties(value: unknown): Properties {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
