/** Reads many commits with their signatures verified on other threads, so that a long ledger is verified in less time. */
import { type ReadCommit, readCommit, type VerifySignature } from '../../core/ledger/read-commit.ts';
import type { Refusal } from '../../core/ledger/refusal.ts';
import { LEDGER_NAMESPACE, verifySshsig } from '../../core/ledger/ssh/verify.ts';
import { isFailure } from '../git/failure.ts';
import { createParallelVerifier, nodeDigest } from '../keys/verify-raw.ts';
import type { StoredCommit } from './history.ts';
import type { StoreFailure } from './store-failure.ts';

export interface CommitRead {
  readonly commit: StoredCommit;
  readonly read: ReadCommit | { readonly refusal: Refusal };
}

/**
 * In the order of the commits, each exactly as `readCommit` says it with `verify`, which has the last word on a signature
 * that does not hold.
 */
export async function* readAhead(
  commits: AsyncIterable<StoredCommit | StoreFailure>,
  verify: VerifySignature,
): AsyncGenerator<CommitRead | StoreFailure> {
  const begin = createBeginner();
  const waiting: Begun[] = [];
  for await (const commit of commits) {
    if (isFailure(commit)) {
      yield* settled(waiting, verify);
      return yield commit;
    }
    waiting.push(begin(commit));
    if (waiting.length >= MOST_AHEAD) yield* settled(waiting.splice(0, MOST_AHEAD / 2), verify);
  }
  yield* settled(waiting, verify);
}

const MOST_AHEAD = 256;

interface Begun extends CommitRead {
  /** Of the signature. Nothing is believed of what was read before this has come true. */
  readonly isGenuine: Promise<boolean>;
}

/** Everything of a commit but the arithmetic of its signature, which goes on meanwhile. */
function createBeginner(): (commit: StoredCommit) => Begun {
  const verifyInParallel = createParallelVerifier();
  return commit => {
    let isGenuine = Promise.resolve(false);
    const read = readCommit(commit.bytes, (signature, payload) => {
      const verified = verifySshsig(signature, payload, {
        namespace: LEDGER_NAMESPACE,
        digest: nodeDigest,
        verifyRaw: raw => {
          isGenuine = verifyInParallel(raw);
          return true;
        },
      });
      return verified.ok ? { ok: true, key: verified.key.text } : verified;
    });
    return { commit, read, isGenuine };
  };
}

async function* settled(all: readonly Begun[], verify: VerifySignature): AsyncGenerator<CommitRead> {
  for (const { commit, read, isGenuine } of all) {
    yield { commit, read: (await isGenuine) ? read : readCommit(commit.bytes, verify) };
  }
}
