/** The part of git's ignore rules that a walk needs: which folders not to enter. */
import { compileGlob, type Glob } from './glob.ts';

interface IgnoreRule {
  readonly glob: Glob;
  readonly negated: boolean;
}

/** One ignore file. Later rules count more than earlier ones, and a file further down more than one above it. */
export interface IgnoreFile {
  /** Undefined when no rule is about the folder; `path` is relative to the ignore file's folder. */
  decide(path: string): 'ignored' | 'kept' | undefined;
}

/** Rules of one file that are read at most: hostile ones must not slow the walk down. */
const MOST_RULES = 2000;

export function parseIgnoreFile(text: string): IgnoreFile {
  const rules = text.split(/\r?\n/, MOST_RULES).flatMap(readRule);
  return {
    decide: path => {
      const rule = rules.findLast(({ glob }) => glob.matches(path));
      return rule && (rule.negated ? 'kept' : 'ignored');
    },
  };
}

/** A pattern without a slash before its end is about that name at any depth. */
function readRule(line: string): IgnoreRule[] {
  const trimmed = line.replace(/(?<!\\)[ \t]+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const negated = trimmed.startsWith('!');
  const pattern = (negated ? trimmed.slice(1) : trimmed).replace(/\/+$/, '');
  const anchored = pattern.includes('/');
  const compiled = compileGlob(anchored ? pattern.replace(/^\/+/, '') : `**/${pattern}`, { braces: false });
  return compiled.ok ? [{ glob: compiled.glob, negated }] : [];
}
