/** Where generated code is kept from one process to the next: a port, which shared/node/code-cache.ts implements. */
import type { ModuleCode } from './own-code.ts';

export interface CodeCache {
  /** The code of a subject as a function; `generate` is only asked for code that was not kept. Equal subject, equal code. */
  load(subject: string, generate: () => Promise<string>): Promise<ModuleCode>;
}

/** Keeps nothing. */
export const NO_CACHE: CodeCache = {
  load: async (_, generate) => new Function('exports', 'require', await generate()) as ModuleCode,
};
