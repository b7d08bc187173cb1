/** What schemas were compiled to, kept for the next server: when nobody waits for an answer, and at the end. */
import process from 'node:process';
import type { CodeCache } from '../shared/core/validation/code-cache.ts';
import { keepCode } from '../shared/node/code-cache.ts';
import { environmentOf } from '../shared/node/environment.ts';
import { codeCacheOf } from '../shared/node/private-cache.ts';

/** Milliseconds without a new one: somebody may be typing into a schema. */
const QUIET = 3000;

export function createCodeCache(): CodeCache {
  let timer: NodeJS.Timeout | undefined;
  const kept = keepCode(codeCacheOf(environmentOf(process.env)), () => {
    clearTimeout(timer);
    timer = setTimeout(kept.keep, QUIET).unref();
  });
  process.once('exit', kept.keep);
  return kept;
}
