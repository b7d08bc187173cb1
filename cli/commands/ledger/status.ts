/** `secure-config ledger status`: which ledger this is, how far it has come, and what is wrong with it. */

import { rolesOf } from '../../../shared/core/ledger/policy.ts';
import { unreadSecrets } from '../../../shared/core/ledger/readers.ts';
import { relaxationsOf } from '../../../shared/core/ledger/relaxations.ts';
import { debtsOf } from '../../../shared/core/workflow/views/debts.ts';
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { openAlarmsText } from '../../ledger/alarm-text.ts';
import { AS_OPTION, FORMAT_OPTION, type LedgerHere, orFail, withLedger } from '../../ledger/here.ts';
import { rotationText } from '../../ledger/rotation-text.ts';
import { eventsText, momentText, page, rowsText } from '../../ledger/words.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'ledger status',
  summary: 'say which ledger this is, and how it is',
  positionals: '',
  description:
    'Verifies what has come since the last time, and says how many events there are, the digest of the head (two people ' +
    'with the same digest have the same history), who you are in it, whether it is shared, and what is wrong with it. ' +
    'Ends with 1 while there is an alarm that nobody has dealt with.',
  options: { ...AS_OPTION, ...FORMAT_OPTION },
  examples: [
    ['ledger status', 'of the ledger that the manifest names'],
    ['ledger status --format json | jq -r .head', 'the digest to compare'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async here => {
    const status = await statusOf(here, given.text('as'), io);
    if (given.text('format') === 'json')
      io.out(`${JSON.stringify({ formatVersion: 1, ...status }, null, 2)}\n`);
    else io.out(statusText(status, io));
    return status.alarms.length > 0 ? 1 : 0;
  });
}

type Status = Awaited<ReturnType<typeof statusOf>>;

async function statusOf(here: LedgerHere, identity: string | undefined, io: Io) {
  const { code, ledger, environment, folder, settings } = here;
  const { state, commit, alarms, ahead } = orFail(await ledger.refresh());
  const person = await code.personNamed(identity, { environment, signal: io.signal });
  const principal = 'principal' in person ? person.principal : null;
  const found = await code.remoteOf(ledger.repository, folder, settings);
  const remote = found && 'url' in found ? found : null;
  const synced = await ledger.lastSynced();
  const key = 'ageKey' in person && state.departures.length > 0 ? await person.ageKey() : undefined;
  const source = { repository: ledger.repository, commit };
  return {
    ledgerId: state.ledgerId,
    title: state.title,
    genesis: state.genesis,
    head: state.head,
    events: state.seq + 1,
    time: state.time,
    policyVersion: state.policy.version,
    members: Object.keys(state.policy.principals).length,
    environments: [...state.environments].map(([name, { active }]) => ({ name, active })),
    identity: principal === null ? null : { principal, roles: rolesOf(state.policy, principal) },
    sync: {
      isOn: remote !== null && (await code.isSyncOn(ledger.repository, folder, remote)) === true,
      remote: remote && code.shownUrl(remote.url),
      unpushed: synced ? state.seq - synced.state.seq : state.seq + 1,
    },
    secondsAhead: ahead === undefined ? 0 : Math.round(ahead / 1000),
    relaxations: relaxationsOf(state.policy),
    reviewsOwed: debtsOf(state, io.now().toISOString()),
    unread: unreadSecrets(state) ?? null,
    unrotated: orFail(await code.unrotatedSecrets(source, state, key?.ok ? key.value : undefined)),
    alarms,
  };
}

function statusText(status: Status, io: Io): string {
  const { style } = io;
  const rows: [string, string][] = [
    ['events', `${status.events}, the last one ${momentText(status.time)} UTC`],
    ['head', status.head],
    ['genesis', status.genesis],
    [
      'policy',
      `version ${status.policyVersion}, ${status.members === 1 ? '1 member' : `${status.members} members`}`,
    ],
    ['you', identityText(status)],
    [
      'environments',
      status.environments.map(({ name, active }) => `${name} v${active}`).join(', ') || 'none yet',
    ],
    ['sync', syncText(status)],
  ];
  const warnings = [
    ...status.relaxations,
    ...status.reviewsOwed.map(({ message }) => message),
    ...(status.unread ? [visibleText(status.unread.message)] : []),
    ...clockText(status),
  ];
  return page(
    `${style('bold', visibleText(status.title))}  ${style('dim', status.ledgerId)}`,
    '',
    ...rowsText(rows, io),
    ...(warnings.length > 0 ? ['', ...warnings.map(text => `${style('yellow', '!')} ${text}`)] : []),
    ...status.unrotated.flatMap(each => rotationText(knownText(each), each.secrets, io)),
    ...openAlarmsText(status.alarms, io),
  );
}

function knownText({ principals, time, isCertain }: Status['unrotated'][number]): string {
  const known = `These secrets are known to ${principals.join(', ')}, who left ${momentText(time)} UTC.`;
  return isCertain
    ? `${known} Rotate them:`
    : `${known} Rotate those that were not since; only who reads secrets is told which these are:`;
}

function identityText({ identity }: Status): string {
  if (identity === null) return 'no identity: secure-config identity create makes one';
  const { principal, roles } = identity;
  return `${visibleText(principal)}, ${roles.length === 0 ? 'with no role in this ledger' : roles.join(', ')}`;
}

function syncText({ sync }: Status): string {
  const here =
    sync.unpushed === 0 ? 'all events are there' : `${eventsText(sync.unpushed)} only on this machine`;
  if (sync.remote === null) return `this folder has no git remote; ${here}`;
  if (sync.isOn) return `with ${visibleText(sync.remote)}; ${here}`;
  return `off, ${here}; secure-config ledger sync --on shares it with ${visibleText(sync.remote)}`;
}

function clockText({ secondsAhead }: Status): string[] {
  if (secondsAhead === 0) return [];
  return [
    `The last event is ${Math.round(secondsAhead / 60)} minutes in the future: a clock is wrong, perhaps this one.`,
  ];
}
