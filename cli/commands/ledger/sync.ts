/** `secure-config ledger sync`: brings the ledger and the project's remote together. */
import type { Remote } from '../../../shared/node/ledger/remote-address.ts';
import type { Synced } from '../../../shared/node/ledger/sync.ts';
import { type Arguments, wrongUse } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { openAlarmsText } from '../../ledger/alarm-text.ts';
import { FORMAT_OPTION, type LedgerHere, orFail, withLedger } from '../../ledger/here.ts';
import { eventsText, page } from '../../ledger/words.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'ledger sync',
  summary: 'fetch what others recorded, and send what you recorded',
  positionals: '',
  description:
    'Fetches the ledger’s ref from the project’s remote, verifies what came, puts your own events on top (decided and ' +
    'signed again), and sends them. A remote that was rewritten is refused, and raises an alarm. Nothing is ever sent ' +
    'before you have turned it on for this folder with --on.',
  options: {
    on: { type: 'boolean', help: 'from now on, send the events of this folder’s ledger to its remote' },
    'accept-remote': {
      type: 'boolean',
      help: 'the remote was rewritten or removed, and you know why: take it as if it had never been seen',
    },
    off: { type: 'boolean', help: 'send nothing any more' },
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger sync --on', 'share the ledger from now on'],
    ['ledger sync', 'fetch, and send if that is on'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [on, off] = [given.flag('on') === true, given.flag('off') === true];
  if (on && off) throw wrongUse(command, '--on and --off contradict each other.');
  return withLedger(io, async here => {
    const remote = await remoteHere(here);
    const { code, ledger, folder } = here;
    if (off) {
      orFail(await code.setSync(ledger.repository, folder, undefined));
      io.err('Nothing is sent from this folder any more.\n');
      return 0;
    }
    if (given.flag('accept-remote')) orFail(await code.forgetRemote(ledger.repository, remote));
    if (on) orFail(await code.setSync(ledger.repository, folder, remote));
    const mayPush = orFail(await code.isSyncOn(ledger.repository, folder, remote));
    const authorOf = code.authorsHere({ environment: here.environment, terminal: io.interactive });
    const options = { remote, mayPush, authorOf, signal: io.signal };
    const synced = orFail(await code.syncLedger(ledger, options));
    tell(synced, code.shownUrl(remote.url), given, io);
    return synced.dropped.length > 0 || synced.view.alarms.length > 0 ? 1 : 0;
  });
}

async function remoteHere({ code, ledger, folder, settings }: LedgerHere): Promise<Remote> {
  const remote = orFail(await code.remoteOf(ledger.repository, folder, settings));
  if (remote) return remote;
  throw new CommandFailure(
    'This folder has no git remote to sync with, so the ledger is on this machine alone. Add one (git remote add origin …), or name it in the manifest under ledger: remote.',
    3,
  );
}

function tell(synced: Synced, url: string, given: Arguments, io: Io): void {
  const { view, received, sent, unsent, resigned, dropped } = synced;
  if (given.text('format') === 'json') {
    const left = dropped.map(({ event, refusal }) => ({ id: event.id, kind: event.kind, ...refusal }));
    const counts = { received, sent, unsent, resigned };
    const { alarms, state } = view;
    io.out(
      `${JSON.stringify({ formatVersion: 1, head: state.head, ...counts, dropped: left, alarms }, null, 2)}\n`,
    );
    return;
  }
  const lines = [
    `Received ${eventsText(received)}, sent ${eventsText(sent)}: ${visibleText(url)}`,
    ...(resigned > 0 ? [`Others were faster: ${eventsText(resigned)} of yours signed again.`] : []),
    `${io.style('dim', 'head')}  ${view.state.head}`,
    ...(unsent > 0
      ? [
          `${io.style('yellow', '!')} ${eventsText(unsent)} only on this machine. secure-config ledger sync --on sends from now on.`,
        ]
      : []),
    ...openAlarmsText(view.alarms, io),
  ];
  io.out(page(...lines));
}
