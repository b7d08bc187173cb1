/**
 * Loads a bundle of ours as `require` does, with what the engine has made of it in an earlier process: reading and compiling
 * half a megabyte of code takes longer than the check of a file. Node's own cache of that kind came with 22.1, and does not
 * look at who may write it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { constants, Script } from 'node:vm';
import { engineName } from './engine.ts';
import type { PrivateCache } from './private-cache.ts';

type ProgramCode = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  filename: string,
  folder: string,
) => void;

export interface ProgramOptions {
  /** What of the program will run: what the engine makes of it is kept for each. */
  readonly purpose: string;
  readonly cache: PrivateCache | undefined;
  /** Calls `keep` when nobody waits, and the program has run what it runs in most processes. */
  readonly later: (keep: () => void) => void;
}

/** @param file absolute; what it requires beside itself is loaded in the same way */
export function loadProgram(file: string, options: ProgramOptions): unknown {
  const requireOther = createRequire(file);
  const loaded = new Map<string, { exports: unknown }>();
  const load = (bundle: string): unknown => {
    const known = loaded.get(bundle);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(bundle, module);
    const folder = path.dirname(bundle);
    const requireFrom = (id: string): unknown =>
      id.startsWith('./') ? load(path.join(folder, id)) : requireOther(id);
    compile(bundle, options)(module.exports, requireFrom, module, bundle, folder);
    return module.exports;
  };
  return load(file);
}

const HEAD = '(function (exports, require, module, __filename, __dirname) {';

function compile(file: string, { purpose, cache, later }: ProgramOptions): ProgramCode {
  const source = readFileSync(file, 'utf8');
  const name = createHash('sha256').update(`${engineName()}\n${purpose}\n`).update(source).digest('hex');
  const cachedData = cache?.read(name);
  const script = new Script(`${HEAD}${source}\n})`, {
    filename: file,
    columnOffset: -HEAD.length,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  if (cache && (!cachedData || script.cachedDataRejected)) {
    later(() => cache.write(name, () => script.createCachedData()));
  }
  return script.runInThisContext() as ProgramCode;
}
