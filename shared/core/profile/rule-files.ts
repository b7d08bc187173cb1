/** Finds the rule files that a profile names: one file, a folder of them, or a glob. */
import { compileGlob, fixedFolder } from '../text/glob.ts';
import { joinPath } from '../text/path.ts';
import type { ResolveHost } from './resolution.ts';

export interface RuleFiles {
  /** Sorted. */
  readonly paths: readonly string[];
  /** The folder that was looked through. */
  readonly listed?: string;
  /** Why there is none. */
  readonly reason?: string;
}

const RULE_FILE = /\.ya?ml$/i;

/** `folder`: where the naming file stands. */
export async function ruleFilesOf(pattern: string, folder: string, host: ResolveHost): Promise<RuleFiles> {
  const isGlob = /[*?[{]/.test(pattern);
  const fixed = isGlob ? fixedFolder(pattern) : pattern;
  const path = joinPath(folder, fixed === '' ? '.' : fixed, host.outward);
  if (path === undefined) {
    return {
      paths: [],
      reason:
        'This path is absolute, or leads out of the workspace, so no rule is read from it. Stay inside.',
    };
  }
  if (!isGlob && RULE_FILE.test(path)) return { paths: [path] };
  const files = await host.list(path);
  if (!files)
    return {
      paths: [],
      listed: path,
      reason: `There is no folder ${path}, so no rule is read from it. Make it, or correct the path.`,
    };
  const chosen = isGlob
    ? matching(pattern.slice(fixed.length).replace(/^\.?\//, ''), files)
    : files.filter(isDirect);
  if (typeof chosen === 'string') return { paths: [], listed: path, reason: chosen };
  const paths = chosen
    .filter(file => RULE_FILE.test(file))
    .toSorted()
    .map(file => (path === '' ? file : `${path}/${file}`));
  if (paths.length > 0) return { paths, listed: path };
  return {
    paths,
    listed: path,
    reason: 'No rule file is there: a name that ends in .yaml. Add one, or correct the path.',
  };
}

function matching(pattern: string, files: readonly string[]): readonly string[] | string {
  const compiled = compileGlob(pattern);
  return compiled.ok
    ? files.filter(compiled.glob.matches)
    : `This pattern cannot be read. ${compiled.reason}`;
}

function isDirect(file: string): boolean {
  return !file.includes('/');
}
