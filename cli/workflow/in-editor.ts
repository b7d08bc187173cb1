/** Lets a person edit a text in the editor of their terminal, as git does it for commit messages. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CommandFailure } from '../command.ts';
import type { Io } from '../io.ts';

/** @param name of the temporary file, for the editor to know its language */
export async function editedByHand(text: string, name: string, { environment }: Io): Promise<string> {
  const editor = environment.VISUAL || environment.EDITOR || 'vi';
  const folder = await mkdtemp(path.join(os.tmpdir(), 'secure-config-'));
  try {
    const file = path.join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    // The variable may hold options, so a shell takes it apart; the name of the temporary file is harmless to it.
    const run = spawnSync(`${editor} "${file}"`, { shell: true, stdio: 'inherit' });
    if (run.status !== 0)
      throw new CommandFailure(`The editor (${editor}) did not end well. Nothing was done.`, 3);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
