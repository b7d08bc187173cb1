/** Keeps generated code in the person's own folder, with what the engine has made of it. */
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import type { CodeCache } from '../core/validation/code-cache.ts';
import type { ModuleCode } from '../core/validation/own-code.ts';
import { engineName } from './engine.ts';
import type { PrivateCache } from './private-cache.ts';

export interface KeptCode extends CodeCache {
  /** Writes down what was generated since the last time: when nobody waits. */
  keep(): void;
}

/** Generated, and not written down. */
interface Waiting {
  readonly source: string;
  readonly script: Script;
}

/** Of those that wait: somebody who types into a schema makes a new one with every key. */
const MOST_WAITING = 4;

/** @param onGenerated there is something to keep */
export function keepCode(
  cache: PrivateCache | undefined,
  onGenerated: () => void = () => undefined,
): KeptCode {
  const waiting = new Map<string, Waiting>();
  const remember = (name: string, compiled: Waiting): void => {
    waiting.set(name, compiled);
    const [oldest] = waiting.keys();
    if (waiting.size > MOST_WAITING && oldest !== undefined) waiting.delete(oldest);
    onGenerated();
  };
  return {
    load: async (subject, generate) => {
      const name = nameOf(subject);
      const known = waiting.get(name);
      if (known) return functionOf(known.script);
      const entry = cache?.read(name);
      const { source, data } = entry ? unpack(entry) : { source: await generate() };
      const script = compile(source, data);
      if (cache && (!data || script.cachedDataRejected)) remember(name, { source, script });
      return functionOf(script);
    },
    keep: () => {
      for (const [name, { source, script }] of waiting)
        cache?.write(name, () => pack(source, script.createCachedData()));
      waiting.clear();
    },
  };
}

function nameOf(subject: string): string {
  return createHash('sha256').update(`${FORMAT}\n${engineName()}\n${subject}`).digest('hex');
}

const FORMAT = 1;

function compile(source: string, cachedData: Buffer | undefined): Script {
  const text = `(function (exports, require) {${source}\n})`;
  return new Script(text, { filename: 'secure-config:validators', ...(cachedData && { cachedData }) });
}

function functionOf(script: Script): ModuleCode {
  return script.runInThisContext() as ModuleCode;
}

/** Length of the source, the source, which is ASCII, and the engine's own. */
function pack(source: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${source.length}\n${source}`, 'latin1'), data]);
}

function unpack(entry: Buffer): { readonly source: string; readonly data: Buffer } {
  const begin = entry.indexOf('\n') + 1;
  const end = begin + Number(entry.toString('latin1', 0, begin));
  return { source: entry.toString('latin1', begin, end), data: entry.subarray(end) };
}
