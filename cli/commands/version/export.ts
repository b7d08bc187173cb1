/** `secure-config version export`: writes a version's files somewhere else. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Arguments } from '../../arguments.ts';
import { describeFileError, shownPath } from '../../check/sources.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { AS_OPTION } from '../../ledger/here.ts';
import { visibleText } from '../../text/width.ts';
import { orStop, withWorkflow } from '../../workflow/here.ts';
import { positional, required, versionNumber } from '../../workflow/options.ts';

export const command: Command = {
  name: 'version export',
  summary: 'write a version’s files into a folder, secrets covered',
  positionals: '<environment> <version>',
  description:
    'Writes the files of a version into a folder that is not there yet. Secrets stand there as ••••, unless --reveal asks for ' +
    'them and you are a recipient: then the files are those that were approved, byte for byte, readable by you alone.',
  options: {
    to: { type: 'string', value: 'FOLDER', help: 'where to; it must not be there yet' },
    reveal: { type: 'boolean', help: 'with the secrets in plain text' },
    ...AS_OPTION,
  },
  examples: [['version export production v3 --to /tmp/v3', 'to look at it']],
  maxPositionals: 2,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  const number = versionNumber(positional(given, 1, 'the version', command), command);
  const folder = path.resolve(io.folder, required(given, 'to', command));
  return withWorkflow(given, io, async service => {
    const reveals = given.flag('reveal') === true;
    const files = await orStop(service.textsOf({ environment, number, reveals }));
    await write(folder, files, io);
    const where = visibleText(shownPath(folder, io.folder));
    io.out(`Wrote ${files.map(file => visibleText(file.path)).join(', ')} into ${where}.\n`);
    return 0;
  });
}

async function write(
  folder: string,
  files: readonly { readonly path: string; readonly text: string }[],
  io: Io,
): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
    for (const file of files) {
      const target = path.join(folder, file.path);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await writeFile(target, file.text, { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = isThere ? 'it is there already. Name another folder.' : describeFileError(error);
    throw new CommandFailure(`${shownPath(folder, io.folder)}: ${why}`, 3);
  }
}
