/** Writes and reads packs of whole objects: what a journal entry is, and what `git unpack-objects` takes. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { GitObject, GitObjectType } from '../../core/ledger/git-object.ts';
import { inflateWhole } from './inflate.ts';

/** Version 2, no deltas, objects in the given order. */
export function encodePack(objects: readonly GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('PACK', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const body = Buffer.concat([header, ...objects.flatMap(encodeEntry)]);
  return Buffer.concat([body, sha1(body)]);
}

/** Undefined: not a whole pack that `encodePack` writes. */
export function decodePack(pack: Buffer): readonly GitObject[] | undefined {
  const end = pack.length - 20;
  if (end < 12 || !sha1(pack.subarray(0, end)).equals(pack.subarray(end))) return undefined;
  if (pack.toString('latin1', 0, 4) !== 'PACK' || pack.readUInt32BE(4) !== 2) return undefined;
  const objects: GitObject[] = [];
  for (let at = 12; at < end; ) {
    const entry = decodeEntry(pack.subarray(at, end));
    if (!entry) return undefined;
    objects.push(entry.object);
    at += entry.length;
  }
  return objects.length === pack.readUInt32BE(8) ? objects : undefined;
}

const TYPE_NUMBERS: Readonly<Record<GitObjectType, number>> = { commit: 1, tree: 2, blob: 3 };

function encodeEntry({ type, bytes }: GitObject): Buffer[] {
  return [Buffer.from(entryHeader(TYPE_NUMBERS[type], bytes.length)), deflateSync(bytes)];
}

/** Type and size: four bits of the size in the first byte, seven in each that follows, lowest first. */
function entryHeader(type: number, size: number): number[] {
  const header = [(type << 4) | (size & 0x0f)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    header[header.length - 1] = (header.at(-1) ?? 0) | 0x80;
    header.push(rest & 0x7f);
  }
  return header;
}

/** The object at the start, and how many bytes it takes. */
function decodeEntry(bytes: Buffer): { readonly object: GitObject; readonly length: number } | undefined {
  const header = bytes.findIndex(byte => byte < 0x80) + 1;
  const number = ((bytes[0] ?? 0) >> 4) & 0x07;
  const type = TYPES.find(name => TYPE_NUMBERS[name] === number);
  const content = inflateWhole(bytes.subarray(header));
  return type && content && { object: { type, bytes: content.bytes }, length: header + content.length };
}

const TYPES: readonly GitObjectType[] = ['commit', 'tree', 'blob'];

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}
