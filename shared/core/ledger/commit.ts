/**
 * The grammar of an event's commit, which is strict: there is one way to write a commit, and anything else that git would
 * take for the same is refused. What is signed is the commit without its `gpgsig` header, as git signs commits.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Refusal, refuse } from './refusal.ts';

export interface LedgerCommit {
  /** Git object ids, 40 hex digits. */
  readonly tree: string;
  readonly parent: string | null;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** Armored SSHSIG, with its last line break. */
  readonly signature: string;
  /** The event's text. */
  readonly message: string;
}

/** The bytes of the commit object. */
export function encodeCommit(commit: LedgerCommit): Uint8Array {
  const signature = `gpgsig ${commit.signature.trimEnd().replaceAll('\n', '\n ')}\n`;
  return utf8ToBytes(`${headerOf(commit)}${signature}\n${commit.message}\n`);
}

/** The bytes that the signature is over. */
export function signedPayload(commit: Omit<LedgerCommit, 'signature'>): Uint8Array {
  return utf8ToBytes(`${headerOf(commit)}\n${commit.message}\n`);
}

/** Accepts exactly what `encodeCommit` writes. */
export function decodeCommit(
  bytes: Uint8Array,
): { readonly commit: LedgerCommit } | { readonly refusal: Refusal } {
  const text = decodeUtf8(bytes);
  const commit = text === undefined ? undefined : readCommit(text);
  if (!commit || !isSame(encodeCommit(commit), bytes)) return { refusal: objectionTo(text ?? '') };
  return { commit };
}

const AUTHOR = 'Secure Config <ledger@secure-config.invalid>';
const COMMIT =
  /^tree ([0-9a-f]{40})\n(?:parent ([0-9a-f]{40})\n)?author [^\n]* ([0-9]{1,12}) \+0000\ncommitter [^\n]*\ngpgsig ((?:[^\n]*\n )*[^\n]*)\n\n([^\n]*)\n$/;

function headerOf({ tree, parent, seconds }: Omit<LedgerCommit, 'signature'>): string {
  const ancestry = parent === null ? '' : `parent ${parent}\n`;
  const who = `${AUTHOR} ${seconds} +0000`;
  return `tree ${tree}\n${ancestry}author ${who}\ncommitter ${who}\n`;
}

function readCommit(text: string): LedgerCommit | undefined {
  const [, tree = '', parent, seconds, signature = '', message = ''] = COMMIT.exec(text) ?? [];
  if (tree === '') return undefined;
  return {
    tree,
    parent: parent ?? null,
    seconds: Number(seconds),
    signature: `${signature.replaceAll('\n ', '\n')}\n`,
    message,
  };
}

function objectionTo(text: string): Refusal {
  const parents = text.slice(0, text.indexOf('\n\n') + 1).match(/^parent /gm)?.length ?? 0;
  if (parents > 1) {
    return refuse('commit-grammar', `The commit has ${parents} parents; a ledger is a line of events.`);
  }
  if (!/^gpgsig /m.test(text)) return refuse('signature', 'The commit is not signed.');
  return refuse('commit-grammar', 'The commit is not written as a ledger writes commits.');
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
