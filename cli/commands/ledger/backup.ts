/** `secure-config ledger backup`: the whole ledger in one file. */
import path from 'node:path';
import { type Arguments, wrongUse } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { orFail, withLedger } from '../../ledger/here.ts';
import { eventsText, page } from '../../ledger/words.ts';

export const command: Command = {
  name: 'ledger backup',
  summary: 'write the whole ledger into one file',
  positionals: '<file>',
  description:
    'Writes a git bundle with all events and attachments, secrets encrypted as they are in the ledger. It replaces a file ' +
    'that is there. secure-config ledger restore takes it in again, and anybody can verify it.',
  options: {},
  examples: [['ledger backup ledger.bundle', 'and keep it somewhere else']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [name] = given.positionals;
  if (name === undefined) throw wrongUse(command, 'Say which file to write.');
  return withLedger(io, async ({ code, ledger }) => {
    const { state } = orFail(await ledger.refresh());
    const { digest } = orFail(await code.backUp(ledger.repository, path.resolve(io.folder, name)));
    io.out(
      page(`Wrote ${eventsText(state.seq + 1)} to ${name}.`, `${io.style('dim', 'head')}  sha256:${digest}`),
    );
    return 0;
  });
}
