/** Keeps what was found out about files that are not open, as long as it holds and there is room. */
import type { Project } from '../shared/core/validation/project.ts';
import type { Stamp } from '../shared/node/stamp.ts';
import type { Analysis } from './file-check.ts';

/** UTF-16 code units of the texts, and the number of files: what is kept of a file is many times its text. */
const MOST_TEXT = 1_000_000;
const MOST_FILES = 4000;

interface Kept {
  readonly stamp: Stamp;
  /** The project that the file was looked at for: it may be in another one, or in none. Loaded anew, it is another. */
  readonly askedFor: Project | undefined;
  readonly analysis: Analysis | undefined;
}

export interface KeptAnalyses {
  /** Undefined unless the file is as it was, and asked for again for the same project. */
  find(file: string, stamp: Stamp, askedFor: Project | undefined): Kept | undefined;
  add(file: string, kept: Kept): void;
}

/** The oldest make room for the newest. */
export function createKept(): KeptAnalyses {
  const files = new Map<string, Kept>();
  let text = 0;
  const drop = (file: string): void => {
    text -= lengthOf(files.get(file));
    files.delete(file);
  };
  return {
    find: (file, stamp, askedFor) => {
      const kept = files.get(file);
      return kept?.stamp === stamp && kept.askedFor === askedFor ? kept : undefined;
    },
    add: (file, kept) => {
      drop(file);
      files.set(file, kept);
      text += lengthOf(kept);
      for (const oldest of files.keys()) {
        if (text <= MOST_TEXT && files.size <= MOST_FILES) break;
        drop(oldest);
      }
    },
  };
}

function lengthOf(kept: Kept | undefined): number {
  return kept?.analysis?.checked.document.text.length ?? 0;
}
