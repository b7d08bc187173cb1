/** `secure-config init`: writes a manifest that fits what is in a folder, after showing it. */
import { lstat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { planSetUp, type SetUp } from '../../shared/core/profile/infer.ts';
import { filesForSetUp } from '../../shared/node/set-up-files.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import { describeFileError, shownPath } from '../check/sources.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';

import { visibleText } from '../text/width.ts';

export const command: Command = {
  name: 'init',
  summary: 'write a secure-config.yaml that fits the folder',
  positionals: '[folder]',
  description:
    'Looks at the .env files of a folder, and at what tells who reads them, and writes a secure-config.yaml for them: ' +
    'environments, readers, and what each variable is, each line with its reason. In a repository of several programs ' +
    'each gets its own. It shows what it would write, and asks first; a file that exists is never changed.',
  options: {
    yes: { type: 'boolean', short: 'y', help: 'write without asking' },
    format: {
      type: 'string',
      choices: ['text', 'json'],
      default: 'text',
      help: 'how to print what is planned',
    },
  },
  examples: [
    ['init', 'for the current folder'],
    ['init services/api --yes', 'without asking'],
    ['init --format json', 'only say what would be written'],
  ],
  maxPositionals: 1,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const folder = path.resolve(io.folder, given.positionals[0] ?? '.');
  await mustBeFolder(folder);
  const proposed = planSetUp(await filesForSetUp(folder));
  const existing = await existingFiles(proposed, folder);
  if (given.text('format') === 'json') {
    const files = proposed.files.map(file => ({ ...file, exists: existing.includes(file.path) }));
    io.out(`${JSON.stringify({ formatVersion: 1, files, notes: proposed.notes }, null, 2)}\n`);
    if (given.flag('yes') !== true) return 0;
  } else show(proposed, folder, io);
  const plan = { ...proposed, files: proposed.files.filter(file => !existing.includes(file.path)) };
  tellExisting(existing, plan, folder, io);
  if (given.flag('yes') !== true) {
    const answer = await io.ask('Write it? [y/N] ');
    if (answer === null)
      throw wrongUse(command, 'There is no terminal to ask on. Use --yes to write without asking.');
    if (!/^\s*y(es)?\s*$/i.test(answer)) {
      io.err('Nothing was written.\n');
      return 0;
    }
  }
  await write(plan, folder, io);
  return 0;
}

/** Fails when nothing is left to write. */
function tellExisting(existing: readonly string[], { files }: SetUp, folder: string, io: Io): void {
  if (existing.length === 0) return;
  const names = existing.map(name => visibleText(shownPath(path.join(folder, name), io.folder))).join(', ');
  const [verb, it] =
    existing.length === 1 ? ['exists already and is', 'it'] : ['exist already and are', 'them'];
  const message = `${names} ${verb} left as ${existing.length === 1 ? 'it is' : 'they are'}.`;
  if (files.length === 0)
    throw new CommandFailure(`${message} Change ${it} by hand, or move ${it} away first.`, 3);
  io.err(`${message}\n`);
}

function show(plan: SetUp, folder: string, io: Io): void {
  for (const { path: name, content } of plan.files) {
    io.out(`${io.style('bold', visibleText(shownPath(path.join(folder, name), io.folder)))}\n\n`);
    for (const line of content.trimEnd().split('\n')) {
      const shown = visibleText(line);
      io.out(line === '' ? '\n' : `  ${/^\s*#/.test(line) ? io.style('dim', shown) : shown}\n`);
    }
    io.out('\n');
  }
  for (const note of plan.notes) io.out(`${io.style('cyan', '•')} ${visibleText(note)}\n`);
  if (plan.notes.length > 0) io.out('\n');
}

/** Never over a file that is there, not even one that appeared meanwhile. */
async function write(plan: SetUp, folder: string, io: Io): Promise<void> {
  for (const { path: name, content } of plan.files) {
    const target = path.join(folder, name);
    try {
      await writeFile(target, content, { flag: 'wx' });
    } catch (error) {
      throw new CommandFailure(
        `${shownPath(target, io.folder)} was not written: ${describeFileError(error)}`,
        3,
      );
    }
    io.err(`Wrote ${shownPath(target, io.folder)}. Now run secure-config check.\n`);
  }
}

async function existingFiles(plan: SetUp, folder: string): Promise<string[]> {
  const names = plan.files.map(file => file.path);
  const present = await Promise.all(
    names.map(name =>
      lstat(path.join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, index) => present[index]);
}

async function mustBeFolder(folder: string): Promise<void> {
  const stats = await lstat(folder).catch((error: unknown) => describeFileError(error));
  if (typeof stats === 'string') throw new CommandFailure(`${folder}: ${stats}`, 3);
  if (!stats.isDirectory())
    throw new CommandFailure(`${folder} is not a folder. Name the folder to set up.`, 2);
}
