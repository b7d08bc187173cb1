/** Finds the git to run, once, so that everything after it can rely on an absolute path and a version new enough. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { absolutePath, type Environment } from './environment.ts';
import { failure, type GitFailure, isFailure } from './failure.ts';
import { runGit } from './run.ts';

export interface Git {
  /** Absolute. */
  readonly binary: string;
  /** The environment of this process, from which git's own is chosen. */
  readonly inherited: Environment;
}

/** The first git in an absolute folder of the PATH. */
export async function findGit(inherited: Environment): Promise<Git | GitFailure> {
  const binary = await findProgram('git', inherited);
  if (binary === undefined) return failure('git-missing', MISSING);
  const git: Git = { binary, inherited };
  const printed = await runGit(git, ['--version']);
  if (isFailure(printed)) return printed.code === 'git-failed' ? failure('git-missing', MISSING) : printed;
  const version = /\d+\.\d+(\.\d+)?/.exec(printed.toString('utf8'))?.[0] ?? 'unknown';
  return isNewEnough(version) ? git : failure('git-too-old', tooOld(version));
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

const OLDEST = [2, 36] as const;

const MISSING =
  'Git is not installed, or not on the PATH, so the ledger cannot be used. Install git 2.36 or newer; checking files goes on without it.';

function tooOld(version: string): string {
  return `Git ${version} is too old for the ledger, which needs 2.36 or newer. Update git; checking files goes on without it.`;
}

async function findProgram(name: string, inherited: Environment): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of absolutePath(inherited).split(path.delimiter)) {
    for (const ending of endings) {
      const candidate = path.join(folder, name + ending);
      if (folder !== '' && (await isExecutable(candidate))) return candidate;
    }
  }
  return undefined;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
