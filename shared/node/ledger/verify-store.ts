/** Looks at every byte of a ledger's objects: what reading alone would meet only one day. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GitObjectType } from '../../core/ledger/git-object.ts';
import { isFailure } from '../git/failure.ts';
import { looseObjectContent } from '../git/loose-object.ts';
import { objectIdOf } from '../git/object-id.ts';
import { finishGit } from '../git/run.ts';
import { isMissing, namesIn } from './disk.ts';
import { commitsBetween } from './history.ts';
import { readAttachments } from './objects.ts';
import { readHead } from './read-head.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface StoreProblem {
  /** The object or file it was found in, where one can be named. */
  readonly place: string;
  readonly message: string;
}

/** Empty: every object is what its name says, the history is one line from its first commit, and git finds no fault. */
export async function verifyStore(repository: Repository): Promise<readonly StoreProblem[] | StoreFailure> {
  return onDisk(async () => {
    const problems = await looseProblems(repository);
    const said = await finishGit(repository.git, FSCK, {
      gitDir: repository.places.repository,
      timeout: TIMEOUT,
    });
    if (isFailure(said)) return said;
    if (said.code !== 0) problems.push(...wordsOf(`${said.words}\n${said.output.toString('utf8')}`));
    problems.push(...(await historyProblems(repository))); // last: reading the head mends it
    return problems;
  });
}

const FSCK = ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'];
const TIMEOUT = 600_000;

/** The first one: what lies behind it cannot be judged. */
async function historyProblems(repository: Repository): Promise<StoreProblem[]> {
  const head = await readHead(repository);
  if (isFailure(head)) return [{ place: 'head', message: head.message }];
  if (head === null) return [];
  for await (const commit of commitsBetween(repository, null, head.id)) {
    const found = isFailure(commit) ? commit : await readAttachments(repository, commit.bytes);
    if (isFailure(found)) return [{ place: 'history', message: found.message }];
  }
  return [];
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

async function looseProblem(file: string, id: string): Promise<string | undefined> {
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

function wordsOf(text: string): StoreProblem[] {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !/^(notice|Checking)/.test(line));
  return lines.slice(0, MOST_LINES).map(line => ({ place: 'git fsck', message: line.trim() }));
}

const MOST_LINES = 200;
