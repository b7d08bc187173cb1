/** Verifies a ledger that is not this person's own: in a backup file, or in the repository of a project. */
import type { LedgerSettings } from '../../core/profile/profile.ts';
import type { Environment } from '../environment.ts';
import { failure, isFailure } from '../git/failure.ts';
import { findGit } from '../git/git.ts';
import { runGit } from '../git/run.ts';
import { readBackup } from './bundle.ts';
import { type Fetch, withCopy } from './copy.ts';
import { fetchRemote } from './fetch.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import type { Repository } from './repository.ts';
import { createSignatureVerifier } from './signatures.ts';
import { type Inspector, type Verification, verifyLedger } from './verify-ledger.ts';

export type Elsewhere =
  | { readonly kind: 'backup'; readonly file: string }
  /** `folder`: in a git work tree, or a bare repository. */
  | { readonly kind: 'repository'; readonly folder: string };

export interface Surroundings {
  readonly environment: Environment;
  readonly now: () => Date;
  readonly onProgress?: (events: number) => void;
  readonly inspect?: Inspector | undefined;
}

/** Needs no identity and no network, and leaves nothing behind. */
export async function verifyElsewhere(
  where: Elsewhere,
  { id, genesis, remote, ref }: LedgerSettings,
  { environment, now, onProgress, inspect }: Surroundings,
): Promise<Verification | LedgerFailure> {
  const git = await findGit(environment.variables);
  if (isFailure(git)) return git;
  const options = { git, id: id.toLowerCase(), genesis, now, verify: createSignatureVerifier() };
  const fetch: Fetch = into =>
    where.kind === 'backup'
      ? readBackup(into, where.file)
      : fetchFromProject(into, where.folder, { remote, ref });
  return withCopy(options, fetch, copy => verifyLedger(copy, onProgress, inspect));
}

/** A clone has the ledger's ref as its remote's branch; who works with the ref itself has it under its own name. */
async function fetchFromProject(
  repository: Repository,
  folder: string,
  { remote = 'origin', ref }: { readonly remote?: string | undefined; readonly ref: string },
): Promise<{ readonly head: string } | LedgerFailure> {
  const top = await runGit(repository.git, ['rev-parse', '--absolute-git-dir'], { folder });
  if (isFailure(top))
    return top.code === 'git-failed' ? refused({ code: 'empty', message: noRef(ref) }) : top;
  const url = top.toString('utf8').trim();
  for (const name of [ref, ref.replace(/^refs\/heads\//, `refs/remotes/${remote}/`)]) {
    const fetched = await fetchRemote(repository, { url, ref: name });
    if (isFailure(fetched)) return fetched;
    if (fetched.kind === 'fetched') return fetched;
  }
  return failure('empty', noRef(ref));
}

function noRef(ref: string): string {
  return `There is no ledger here to verify: neither in your own state folder nor in this repository. Fetch it (git fetch origin ${ref}:${ref}), run secure-config ledger sync, or name a backup with --bundle.`;
}
