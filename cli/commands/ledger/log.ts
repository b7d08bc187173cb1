/** `secure-config ledger log`: what happened, newest first. */
import { factsOf } from '../../../shared/core/ledger/event-facts.ts';
import { type Arguments, wrongUse } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { FILTER_OPTIONS, filterOf } from '../../ledger/event-filter.ts';
import { FORMAT_OPTION, type LedgerHere, orFail, withLedger } from '../../ledger/here.ts';
import { momentText, page } from '../../ledger/words.ts';
import { type TableCell, tableLines } from '../../text/table.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'ledger log',
  summary: 'list what happened, newest first',
  positionals: '',
  description:
    'Verifies what has come since the last time, then lists events, newest first: number, UTC time, who signed it, and ' +
    'what happened. secure-config ledger show says more of one.',
  options: {
    ...FILTER_OPTIONS,
    limit: { type: 'string', value: 'COUNT', default: '20', help: 'at most so many' },
    before: { type: 'string', value: 'NUMBER', help: 'only events before this one: the next page' },
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger log', 'the last twenty events'],
    ['ledger log --environment production --kind request --since 2026-11-01', 'requests for production'],
    ['ledger log --field auth.jwt_secret_key', 'who changed a field'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const limit = countOf(given, 'limit') ?? 20;
  return withLedger(io, async here => {
    const { items, next } = await collect(here, given, limit);
    if (given.text('format') === 'json') {
      io.out(`${JSON.stringify({ formatVersion: 1, events: items, next }, null, 2)}\n`);
    } else io.out(logText(items, next, io));
    return 0;
  });
}

type Item = Awaited<ReturnType<typeof collect>>['items'][number];

async function collect({ code, ledger }: LedgerHere, given: Arguments, limit: number) {
  const view = orFail(await ledger.refresh());
  const filter = filterOf(given, command);
  const items = [];
  for await (const past of code.eventsBack(ledger.repository, view, countOf(given, 'before'))) {
    const { event, digest } = orFail(past);
    const facts = factsOf(event, view.state);
    if (filter.isOver(event)) break;
    if (!filter.matches(event, facts)) continue;
    if (items.length === limit) return { items, next: (items.at(-1)?.seq ?? 0) as number | null };
    const { seq, id, kind, time, principal } = event;
    items.push({ seq, id, kind, time, principal, digest, ...facts });
  }
  return { items, next: null };
}

function logText(items: readonly Item[], next: number | null, { style }: Io): string {
  if (items.length === 0) return 'No event is like that.\n';
  const rows = items.map(({ seq, time, principal, environment, summary }): TableCell[] => [
    { text: String(seq) },
    { text: momentText(time) },
    { text: visibleText(principal) },
    { text: environment ?? '' },
    { text: visibleText(summary) },
  ]);
  const columns = [
    { title: '#', align: 'right' as const },
    ...['UTC', 'who', 'environment', 'what'].map(title => ({ title })),
  ];
  const more = next === null ? [] : [style('dim', `Older ones: --before ${next}`)];
  return page(...tableLines(columns, rows, text => style('dim', text)), ...more);
}

function countOf(given: Arguments, option: string): number | undefined {
  const text = given.text(option);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw wrongUse(command, `--${option} takes a number, not ${text}.`);
  return Number(text);
}
