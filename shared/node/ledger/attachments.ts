/** Finds attachments by their SHA-256, which is all that a state knows of them. */
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { readObject, sha256 } from './objects.ts';
import type { Repository } from './repository.ts';

/**
 * The bytes whose SHA-256 is `name`, hashed again. Git is asked for the event that has them, so it costs one process and
 * a walk over the history.
 * @param head git's id of the commit to search from
 */
export async function readAttachment(
  repository: Repository,
  head: string,
  name: string,
): Promise<Uint8Array | LedgerFailure> {
  const blob = await findBlob(repository, head, name);
  if (isFailure(blob)) return blob;
  const object = await readObject(repository, blob);
  if (isFailure(object)) return { ...object, threat: 'T12' };
  if (object.type === 'blob' && sha256(object.bytes) === name) return object.bytes;
  return missing(name);
}

async function findBlob(
  { git, places }: Repository,
  head: string,
  name: string,
): Promise<string | LedgerFailure> {
  const args = ['--literal-pathspecs', 'log', '-n', '1', '--format=', '--raw', '--no-abbrev', '--no-renames'];
  const listed = await runGit(git, [...args, '--diff-filter=A', head, '--', name], {
    gitDir: places.repository,
    timeout: TIMEOUT,
  });
  if (isFailure(listed)) return listed;
  const blob = /^:000000 100644 0{40} ([0-9a-f]{40}) A\t/m.exec(listed.toString('latin1'))?.[1];
  return blob ?? missing(name);
}

const TIMEOUT = 120_000;

function missing(name: string): LedgerFailure {
  const message = `The attachment ${name} is not in the ledger, or not what it was. Run secure-config ledger verify.`;
  return { ...failure('attachment-content', message), threat: 'T12' };
}
