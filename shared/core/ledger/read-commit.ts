/** From the raw bytes of a commit to a signed event: grammar, text, time and signature, but not yet whether it may follow. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeCommit, type LedgerCommit, signedPayload } from './commit.ts';
import { decodeEvent } from './event.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { SignedEvent } from './replay.ts';

/** Says which key signed, or why the signature does not hold. `signature` is an armored SSHSIG. */
export type VerifySignature = (
  signature: string,
  payload: Uint8Array,
) => { readonly ok: true; readonly key: string } | { readonly ok: false; readonly message: string };

export interface ReadCommit extends SignedEvent {
  /** Git object ids. */
  readonly tree: string;
  readonly parent: string | null;
}

export function readCommit(
  bytes: Uint8Array,
  verify: VerifySignature,
): ReadCommit | { readonly refusal: Refusal } {
  const decoded = decodeCommit(bytes);
  if ('refusal' in decoded) return decoded;
  const { commit } = decoded;
  const read = decodeEvent(commit.message);
  if ('refusal' in read) return read;
  const { event } = read;
  if (commit.seconds !== secondsOf(event.time)) {
    return { refusal: refuse('commit-grammar', 'Commit and event have different times.') };
  }
  const signature = verify(commit.signature, signedPayload(commit));
  if (!signature.ok) return { refusal: refuse('signature', signature.message) };
  return { event, key: signature.key, digest: digestOf(bytes), tree: commit.tree, parent: commit.parent };
}

/** What `prev` and the pinned genesis are: `sha256:` + hex of a raw commit. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${bytesToHex(sha256(bytes))}`;
}

/** What is to be signed for an event: all of its commit but the signature. */
export function unsignedCommit(
  event: { readonly time: string },
  message: string,
  tree: string,
  parent: string | null,
): Omit<LedgerCommit, 'signature'> {
  return { tree, parent, seconds: secondsOf(event.time), message };
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
