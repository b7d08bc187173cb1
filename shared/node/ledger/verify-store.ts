/** Looks at every byte of a ledger's objects: what reading alone would meet only one day. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GitObjectType } from '../../core/ledger/git-object.ts';
import { isFailure } from '../git/failure.ts';
import { looseObjectContent } from '../git/loose-object.ts';
import { objectIdOf } from '../git/object-id.ts';
import { finishGit } from '../git/run.ts';
import { isMissing, namesIn } from './disk.ts';
import { withLock } from './lock.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface StoreProblem {
  /** The object or file it was found in, where one can be named. */
  readonly place: string;
  readonly message: string;
}

/**
 * Empty: every object is what its name says, and git finds no fault. What is found while somebody appends or packs is looked
 * at once more when nobody does.
 */
export async function verifyStore(repository: Repository): Promise<readonly StoreProblem[] | StoreFailure> {
  return onDisk(async () => {
    const found = await problemsIn(repository);
    if (isFailure(found) || found.length === 0) return found;
    return withLock(repository.places.lock, () => problemsIn(repository));
  });
}

async function problemsIn(repository: Repository): Promise<readonly StoreProblem[] | StoreFailure> {
  const { git, places } = repository;
  const checking = finishGit(git, FSCK, { gitDir: places.repository, timeout: TIMEOUT });
  const problems = await looseProblems(repository);
  const said = await checking;
  if (isFailure(said)) return said;
  if (said.code === 0) return problems;
  return [...problems, ...notYetSaid(wordsOf(`${said.words}\n${said.output.toString('utf8')}`), problems)];
}

const FSCK = ['fsck', '--full', '--strict', '--no-dangling', '--no-reflogs', '--no-progress'];
const TIMEOUT = 600_000;

/** Git names a damaged object in several lines, as an id and as the path of a file. */
function notYetSaid(
  words: readonly StoreProblem[],
  problems: readonly StoreProblem[],
): readonly StoreProblem[] {
  const names = problems.map(({ place }) => new RegExp(`${place.slice(0, 2)}[/\\\\]?${place.slice(2)}`));
  const isNew = ({ message }: StoreProblem) => !names.some(name => name.test(message));
  const isPlaced = ({ message }: StoreProblem) => !/^(error: inflate|broken link)/.test(message);
  const rest = words.filter(isNew).filter(isPlaced); // another line says which object
  return problems.length + rest.length > 0
    ? rest
    : [{ place: 'git fsck', message: 'git fsck found a fault.' }];
}

/** Each file of its own is inflated here, so that a bit which git skips is found too. */
async function looseProblems({ places }: Repository): Promise<StoreProblem[]> {
  const objects = path.join(places.repository, 'objects');
  const folders = (await namesIn(objects)).filter(name => /^[0-9a-f]{2}$/.test(name));
  const problems: StoreProblem[] = [];
  for (const folder of folders) {
    for (const name of (await namesIn(path.join(objects, folder))).filter(each =>
      /^[0-9a-f]{38}$/.test(each),
    )) {
      const message = await looseProblem(path.join(objects, folder, name), folder + name);
      if (message !== undefined) problems.push({ place: folder + name, message });
    }
  }
  return problems;
}

/** What is wrong with the file of one object, to its last bit; undefined: nothing, or there is none. */
export async function looseProblem(file: string, id: string): Promise<string | undefined> {
  try {
    const content = looseObjectContent(await readFile(file));
    if (!content) return `${file} is damaged.`;
    const isSame = objectIdOf({ type: content.type as GitObjectType, bytes: content.bytes }) === id;
    return isSame ? undefined : `${file} holds another object than its name says.`;
  } catch (error) {
    if (isMissing(error)) return undefined; // packed in the meantime
    throw error;
  }
}

/** A line that is indented goes on with the one before it. */
function wordsOf(text: string): StoreProblem[] {
  const lines = text.replace(/\n\s+/g, ' ').split('\n');
  const said = lines.filter(line => line.trim() !== '' && !/^(notice|Checking)/.test(line));
  return [...new Set(said)].slice(0, MOST_LINES).map(line => ({ place: 'git fsck', message: line.trim() }));
}

const MOST_LINES = 200;
