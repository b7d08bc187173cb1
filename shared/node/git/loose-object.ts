/** Writes objects as git's own files for them, synced, without a process; and reads such files to the last bit. */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import type { GitObject } from '../../core/ledger/git-object.ts';
import { syncFile } from '../private-files.ts';
import { inflateWhole } from './inflate.ts';

/** Written, and neither durable nor visible yet. */
export interface StagedObject {
  readonly file: string;
  readonly temporary: string;
  readonly descriptor: number;
  /** The outermost folder that had to be made for it. */
  readonly made: string | undefined;
}

/** Undefined: there is a file already, which is kept, as git does. */
export function stageLooseObject(file: string, { type, bytes }: GitObject): StagedObject | undefined {
  if (existsSync(file)) return undefined;
  const content = deflateSync(Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]), { level: 1 });
  const made = mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = path.join(path.dirname(file), `tmp_obj_${randomUUID()}`);
  const descriptor = openSync(temporary, 'wx', 0o400);
  writeFileSync(descriptor, content);
  return { file, temporary, descriptor, made };
}

/** Syncs first, then gives the files their names. Returns the folders whose names have to be synced. */
export async function publishLooseObjects(staged: readonly StagedObject[]): Promise<readonly string[]> {
  try {
    await Promise.all(staged.map(({ descriptor }) => syncFile(descriptor)));
  } finally {
    closeStaged(staged);
  }
  for (const { temporary, file } of staged) renameSync(temporary, file);
  const folders = staged.flatMap(({ file, made }) => [
    path.dirname(file),
    ...(made === undefined ? [] : [path.dirname(made)]),
  ]);
  return [...new Set(folders)];
}

/** For those that will not be published: what is left of them is removed when the ledger is maintained. */
export function closeStaged(staged: readonly StagedObject[]): void {
  for (const { descriptor } of staged) closeSync(descriptor);
}

export interface LooseContent {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Undefined: not the file of one whole object, to the last bit. */
export function looseObjectContent(file: Uint8Array): LooseContent | undefined {
  const content = inflated(file);
  const end = content?.indexOf(0) ?? -1;
  const [, type, size] = /^(blob|commit|tree) (\d+)$/.exec(content?.toString('latin1', 0, end) ?? '') ?? [];
  if (!content || type === undefined || Number(size) !== content.length - end - 1) return undefined;
  return hasPaddingSet(file) ? undefined : { type, bytes: content.subarray(end + 1) };
}

/** Undefined too when something stands behind the end. */
function inflated(file: Uint8Array): Buffer | undefined {
  const content = inflateWhole(file);
  return content?.length === file.length ? content.bytes : undefined;
}

/**
 * The stream ends within a byte, before the four of its checksum, and the bits above the end are 0. A set one is the highest
 * of its byte, and the stream reads the same without it: readers skip it, so no checksum tells.
 */
function hasPaddingSet(file: Uint8Array): boolean {
  const at = file.length - 5;
  const last = file[at] ?? 0;
  if (last === 0) return false;
  const changed = Uint8Array.from(file);
  changed[at] = last & ~(1 << (31 - Math.clz32(last)));
  return inflated(changed) !== undefined;
}
