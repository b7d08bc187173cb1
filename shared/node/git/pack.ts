/** Writes a pack of whole objects: what a journal entry is, and what `git unpack-objects` takes. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { GitObject, GitObjectType } from '../../core/ledger/git-object.ts';

/** Version 2, no deltas, objects in the given order. */
export function encodePack(objects: readonly GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('PACK', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const body = Buffer.concat([header, ...objects.flatMap(encodeEntry)]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
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
