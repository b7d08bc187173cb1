/** Asks a project's own git configuration where its remote is, and nothing else of it. */
import path from 'node:path';
import { type GitFailure, isFailure } from './failure.ts';
import type { Git } from './git.ts';
import { runGit } from './run.ts';

/**
 * The address of a project's remote; a relative path is made absolute. Null: no repository around the folder, or no such
 * remote. Only for folders that the person trusts: git reads the project's configuration, though it runs nothing from it.
 */
export async function readProjectRemote(
  git: Git,
  folder: string,
  name = 'origin',
): Promise<string | null | GitFailure> {
  const key = `remote.${name}.url`;
  const printed = await runGit(git, ['config', '--local', '--get', key], { folder });
  if (isFailure(printed)) return printed.code === 'git-failed' ? null : printed;
  const url = printed.toString('utf8').replace(/\n$/, '');
  if (!/^\.{1,2}(\/|$)/.test(url)) return url === '' ? null : url;
  const top = await runGit(git, ['rev-parse', '--show-toplevel'], { folder });
  return isFailure(top) ? null : path.resolve(top.toString('utf8').replace(/\n$/, ''), url);
}
