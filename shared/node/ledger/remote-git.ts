/** Runs fetch and push: the only git commands that see the person's own configuration. */
import { hardenedCommand, transportEnvironment } from '../git/environment.ts';
import { failure, isFailure } from '../git/failure.ts';
import { finishGit, type Run } from '../git/run.ts';
import { protocolsOf, type Remote, shownUrl, shownWords } from './remote-address.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure, StoreFailureCode } from './store-failure.ts';

export interface TransportOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds; 120,000 if not given. */
  readonly timeout?: number;
}

/**
 * A remote that is a folder is served by a git that this command starts. It reads the folder's own configuration, so it is
 * given ours on top: no hook and no program that the folder names is run.
 */
export async function runTransport(
  { git, places }: Repository,
  command: 'fetch' | 'push',
  remote: Remote,
  args: readonly string[],
  options: TransportOptions,
): Promise<Run | StoreFailure> {
  const protocols = protocolsOf(remote);
  if (isFailure(protocols)) return protocols;
  const service = command === 'fetch' ? 'upload-pack' : 'receive-pack';
  const served = protocols === 'file' ? [`--${service}=${hardenedCommand(git.binary, service)}`] : [];
  return finishGit(git, [command, ...served, ...args], {
    gitDir: places.repository,
    environment: transportEnvironment(git.inherited, protocols),
    timeout: options.timeout ?? DEFAULT_TIMEOUT,
    ...(options.signal && { signal: options.signal }),
  });
}

const DEFAULT_TIMEOUT = 120_000;

/** What went wrong, by git's words, which `LC_ALL=C` keeps the same everywhere. */
export function transportFailure({ words }: Run, { url }: Remote): StoreFailure {
  const [code, advice] =
    (KINDS.find(([pattern]) => pattern.test(words))?.slice(1) as [StoreFailureCode, string]) ?? OTHER;
  const said = shownWords(words.trim()).slice(0, LONGEST_WORDS);
  return failure(code, `${shownUrl(url)}: ${advice} Git says: ${said}`);
}

const LONGEST_WORDS = 1000;
const OTHER = ['remote-failed', 'the ledger could not be synced.'];

const KINDS: readonly (readonly [pattern: RegExp, code: StoreFailureCode, advice: string])[] = [
  [
    /Authentication failed|could not read (Username|Password)|Permission denied \(|Host key verification failed|error: 40[13]|access denied/i,
    'remote-auth',
    'it does not let you in. Check that `git fetch` works for you with this address without asking.',
  ],
  [
    /Could not resolve host|Couldn't connect|Failed to connect|unable to access .*(connect|resolve|timed out)|Connection (refused|timed out|reset|closed)|Network is unreachable|No route to host|Operation timed out/i,
    'remote-unreachable',
    'it cannot be reached. Nothing is lost; sync again later.',
  ],
  [
    /does not appear to be a git repository|repository .*not found|not a git repository|error: 404/i,
    'remote-not-found',
    'there is no repository. Check the address.',
  ],
  [
    /dubious ownership/,
    'remote-auth',
    "its folder belongs to somebody else. Name it in git's `safe.directory` if you trust it.",
  ],
  [
    /transport '.*' not allowed/,
    'remote-address',
    'your git configuration leads this address to another kind of remote.',
  ],
  [
    /fsck|index-pack|unpack-objects|bad (tree|object|commit)|inflate/i,
    'unsound',
    'what it sent is no sound history and was refused.',
  ],
];
