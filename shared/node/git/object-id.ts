/** Computes an object's id as `gitObjectId` of the core does, with Node's own sha1: four times as fast, which long histories feel. */
import { createHash } from 'node:crypto';
import type { GitObject } from '../../core/ledger/git-object.ts';

/** 40 lower-case hex digits. */
export function objectIdOf({ type, bytes }: GitObject): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}
