/** A folder of its own for practice, with everything in it: the copied project, identities, and the ledger. */
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { CommandFailure } from '../command.ts';
import type { Io } from '../io.ts';
import { FILE } from './story.ts';

export interface Stage {
  readonly root: string;
  /** The same streams, in that folder: nothing outside is read or written. */
  readonly io: Io;
  edit(from: string, to: string): Promise<void>;
  remove(): Promise<void>;
}

/** @throws CommandFailure (3) where the example is not beside the program */
export async function setUpStage(io: Io): Promise<Stage> {
  const example = await exampleFolder();
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'secure-config-practice-')));
  const project = path.join(root, 'voicehive');
  for (const name of ['secure-config.yaml', FILE]) {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await cp(path.join(example, name), path.join(project, name));
  }
  const environment = { ...io.environment, SECURE_CONFIG_HOME: path.join(root, 'home') };
  const file = path.join(project, FILE);
  return {
    root,
    io: { ...io, folder: project, environment },
    edit: async (from, to) => writeFile(file, (await readFile(file, 'utf8')).replace(from, to)),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Of the repository that the program was built in. */
async function exampleFolder(): Promise<string> {
  const program = await realpath(process.argv[1] ?? '');
  const folder = path.join(path.dirname(program), '..', 'examples', 'voicehive');
  const isThere = await realpath(path.join(folder, FILE)).catch(() => undefined);
  if (isThere !== undefined) return folder;
  throw new CommandFailure(
    `The example to practise on is not where it should be, ${folder}. Run the program where it was built.`,
    3,
  );
}
