/** Globs that match files which are there: those that setting up the folder would propose, and each file by itself. */
import type { InferenceInput } from '../profile/infer.ts';
import { inferFiles } from '../profile/infer-files.ts';
import type { Named } from './completion-source-names.ts';

export function globsFor(inputs: readonly InferenceInput[]): readonly Named[] {
  const globs = new Map<string, Named>();
  if (inputs.length > 0) {
    for (const { match, reason } of inferFiles(inputs).patterns)
      globs.set(match, { name: match, detail: reason });
  }
  for (const { path } of inputs) if (!globs.has(path)) globs.set(path, { name: path, detail: 'this file' });
  return [...globs.values()];
}
