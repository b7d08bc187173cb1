/** `secure-config ledger restore`: takes a backup in again. */
import path from 'node:path';
import { type Arguments, wrongUse } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { orFail, withLedger } from '../../ledger/here.ts';
import { eventsText, page } from '../../ledger/words.ts';

export const command: Command = {
  name: 'ledger restore',
  summary: 'take a backup in again',
  positionals: '<file>',
  description:
    'Verifies every event of the backup against the genesis that the manifest pins, and makes it the ledger on this ' +
    'machine: where there is none, or where the backup is the same or continues it. Anything else is refused.',
  options: {},
  examples: [['ledger restore ledger.bundle', 'on a new machine']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [name] = given.positionals;
  if (name === undefined) throw wrongUse(command, 'Say which file to restore from.');
  return withLedger(io, async ({ code, ledger }) => {
    const { state } = orFail(await code.restoreBackup(ledger, path.resolve(io.folder, name)));
    const text = `The ledger has ${eventsText(state.seq + 1)} now, all of them verified.`;
    io.out(page(text, `${io.style('dim', 'head')}  ${state.head}`));
    return 0;
  });
}
