/** `secure-config ledger alarms`: what was found wrong with a ledger, until a person has dealt with it. */
import { type Arguments, wrongUse } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { alarmText } from '../../ledger/alarm-text.ts';
import { FORMAT_OPTION, type LedgerHere, orFail, withLedger } from '../../ledger/here.ts';
import { page } from '../../ledger/words.ts';

export const command: Command = {
  name: 'ledger alarms',
  summary: 'list what was found wrong with the ledger, and settle it',
  positionals: '',
  description:
    'An alarm is raised when the ledger or its remote is shorter, forked, rewritten or damaged, and when an event of yours ' +
    'was no longer valid. It stays until somebody has dealt with it and says so, with a note. While the history is not ' +
    'the one that was remembered, nothing can be recorded: --keep says which of the two it is to be.',
  options: {
    all: { type: 'boolean', help: 'those too that have been dealt with' },
    settle: { type: 'string', value: 'ID', help: 'this one has been dealt with' },
    note: { type: 'string', value: 'TEXT', help: 'what was found, and what was done' },
    keep: {
      type: 'string',
      choices: ['remembered', 'current'],
      help: 'which history is the ledger from now on; the other one is kept as evidence',
    },
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger alarms', 'those that are open'],
    [
      'ledger alarms --settle rewritten-1a2b… --note "the mirror was reset by ops"',
      'after having dealt with it',
    ],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [id, note] = [given.text('settle'), given.text('note')];
  if ((id === undefined) !== (note === undefined))
    throw wrongUse(command, '--settle and --note belong together.');
  return withLedger(io, async here => {
    await here.ledger.refresh();
    if (id !== undefined && note !== undefined) await settle(here, id, note);
    const keep = given.text('keep');
    if (keep === 'remembered' || keep === 'current') orFail(await here.code.settleHistory(here.ledger, keep));
    return list(here, given, io);
  });
}

async function settle({ code, ledger }: LedgerHere, id: string, note: string): Promise<void> {
  if (orFail(await code.acknowledgeAlarm(ledger.repository, id, note)) !== false) return;
  throw new CommandFailure(`There is no alarm ${id}. secure-config ledger alarms lists them.`, 2);
}

async function list({ code, ledger }: LedgerHere, given: Arguments, io: Io): Promise<ExitCode> {
  const all = orFail(await code.listAlarms(ledger.repository));
  const open = all.filter(({ acknowledged }) => acknowledged === undefined);
  const shown = given.flag('all') === true ? all : open;
  if (given.text('format') === 'json')
    io.out(`${JSON.stringify({ formatVersion: 1, alarms: shown }, null, 2)}\n`);
  else if (shown.length === 0) io.out('There is no alarm.\n');
  else io.out(page(...shown.flatMap(alarm => alarmText(alarm, io))));
  return open.length > 0 ? 1 : 0;
}
