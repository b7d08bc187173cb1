/** `secure-config lsp`: the language server, for any editor that speaks the protocol over standard input and output. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { type Arguments, wrongUse } from '../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';

export const command: Command = {
  name: 'lsp',
  summary: 'run the language server',
  positionals: '',
  description:
    'Runs the language server over standard input and output until the editor ends it. For the settings of your editor: ' +
    'the command is secure-config lsp --stdio, the files are .env* and the YAML files of your manifest.',
  options: {
    stdio: { type: 'boolean', help: 'talk over standard input and output (the only way there is)' },
  },
  examples: [['lsp --stdio', 'what an editor runs']],
  maxPositionals: 0,
  run,
};

/** The server is a bundle of its own beside this one; it ends the process itself. */
async function run(given: Arguments): Promise<ExitCode> {
  if (given.flag('stdio') !== true)
    throw wrongUse(command, 'An editor runs secure-config lsp --stdio: --stdio is missing.');
  const server = path.join(__dirname, 'server.js');
  if (!existsSync(server)) {
    throw new CommandFailure(
      `The language server is missing: there is no ${server}. Build or install it again.`,
      3,
    );
  }
  process.argv.splice(2, process.argv.length, '--stdio');
  createRequire(__filename)(server);
  return new Promise(() => undefined);
}
