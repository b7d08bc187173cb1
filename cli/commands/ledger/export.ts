/** `secure-config ledger export`: the events as data, for auditors and other programs. */
import { factsOf } from '../../../shared/core/ledger/event-facts.ts';
import { relaxationsOf } from '../../../shared/core/ledger/relaxations.ts';
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { FILTER_OPTIONS, filterOf } from '../../ledger/event-filter.ts';
import { orFail, withLedger } from '../../ledger/here.ts';

export const command: Command = {
  name: 'ledger export',
  summary: 'print the events as JSON, a line each, for auditors and other programs',
  positionals: '',
  description:
    'Verifies every event anew and prints it as it was verified: a line of JSON for the ledger, then one for each event, ' +
    'oldest first, with the key that signed it. Secrets are not in it: the ledger has them only encrypted.',
  options: FILTER_OPTIONS,
  examples: [
    ['ledger export > ledger.jsonl', 'all events'],
    ['ledger export --environment production --since 2026-01-01', 'a year of one environment'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const filter = filterOf(given, command);
  return withLedger(io, async ({ code, ledger }) => {
    const { state, commit } = orFail(await ledger.refresh());
    const { ledgerId, title, genesis, head, seq, time } = state;
    const relaxations = relaxationsOf(state.policy);
    const ledgerLine = {
      formatVersion: 1,
      ledgerId,
      title,
      genesis,
      head,
      events: seq + 1,
      time,
      relaxations,
    };
    io.out(`${JSON.stringify(ledgerLine)}\n`);
    for await (const read of code.eventsBetween(ledger.repository, ledger.verify, null, commit)) {
      const { event, key, digest } = orFail(read);
      const facts = factsOf(event, state);
      if (filter.matches(event, facts))
        io.out(`${JSON.stringify({ ...event, summary: facts.summary, key, digest })}\n`);
    }
    return 0;
  });
}
