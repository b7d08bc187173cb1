/** Names, writes and reads git objects as the ledger uses them, so that nothing git says about them has to be believed. */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export type GitObjectType = 'blob' | 'commit' | 'tree';

export interface GitObject {
  readonly type: GitObjectType;
  /** Without git's header. */
  readonly bytes: Uint8Array;
}

/** One attachment in a commit's tree. */
export interface TreeEntry {
  /** sha256 of the blob's bytes, 64 lower-case hex digits. */
  readonly name: string;
  /** Git's id of the blob, 40 lower-case hex digits. */
  readonly id: string;
}

export interface CommitLinks {
  readonly tree: string;
  /** Null: the first of its chain. */
  readonly parent: string | null;
}

/** Git's id: sha1 over type, size and bytes; 40 lower-case hex digits. */
export function gitObjectId({ type, bytes }: GitObject): string {
  const header = utf8ToBytes(`${type} ${bytes.length}\0`);
  return bytesToHex(sha1.create().update(header).update(bytes).digest());
}

/** A flat tree in git's order. No entries: the empty tree. */
export function encodeTree(entries: readonly TreeEntry[]): Uint8Array {
  const ordered = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  return concatBytes(...ordered.flatMap(({ name, id }) => [utf8ToBytes(`${MODE}${name}\0`), hexToBytes(id)]));
}

/** Undefined: not a tree that `encodeTree` writes (another mode, name or order, something behind the end). */
export function parseTree(bytes: Uint8Array): readonly TreeEntry[] | undefined {
  if (bytes.length % ENTRY_LENGTH !== 0) return undefined;
  const entries: TreeEntry[] = [];
  for (let start = 0; start < bytes.length; start += ENTRY_LENGTH) {
    const entry = parseEntry(bytes.subarray(start, start + ENTRY_LENGTH));
    if (!entry || entry.name <= (entries.at(-1)?.name ?? '')) return undefined;
    entries.push(entry);
  }
  return entries;
}

/** What a commit's first lines point to. Undefined: they are not those of a commit with at most one parent. */
export function commitLinks(bytes: Uint8Array): CommitLinks | undefined {
  const match = LINKS.exec(latin1(bytes.subarray(0, LONGEST_LINKS)));
  return match?.[1] === undefined ? undefined : { tree: match[1], parent: match[2] ?? null };
}

const MODE = '100644 ';
const NAME_LENGTH = 64;
const ENTRY_LENGTH = MODE.length + NAME_LENGTH + 1 + 20;
const LINKS = /^tree ([0-9a-f]{40})\n(?:parent ([0-9a-f]{40})\n)?author /;
const LONGEST_LINKS = 'tree '.length + 41 + 'parent '.length + 41 + 'author '.length;

function parseEntry(bytes: Uint8Array): TreeEntry | undefined {
  const idAt = ENTRY_LENGTH - 20;
  const [, name] = /^100644 ([0-9a-f]{64})\0$/.exec(latin1(bytes.subarray(0, idAt))) ?? [];
  return name === undefined ? undefined : { name, id: bytesToHex(bytes.subarray(idAt)) };
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
