/** `secure-config ledger show`: everything about one event. */
import { factsOf } from '../../../shared/core/ledger/event-facts.ts';
import { rolesOf } from '../../../shared/core/ledger/policy.ts';
import { type Arguments, wrongUse } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { FORMAT_OPTION, type LedgerHere, orFail, withLedger } from '../../ledger/here.ts';
import { page, rowsText } from '../../ledger/words.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'ledger show',
  summary: 'show one event: who signed it, with which key and roles, and what it says',
  positionals: '[number|id]',
  description:
    'Verifies the ledger up to the event again, without relying on what was verified before, and prints the event: its ' +
    'signer, the roles that they held at that moment, and all that it says. Without a number it is the last event.',
  options: FORMAT_OPTION,
  examples: [
    ['ledger show 12', 'event number 12'],
    ['ledger show --format json', 'the last one, for a program'],
  ],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async here => {
    const detail = await detailOf(here, await numberOf(here, given));
    if (given.text('format') === 'json') io.out(`${JSON.stringify(detail, null, 2)}\n`);
    else io.out(detailText(detail, io));
    return detail.verification.isVerified ? 0 : 1;
  });
}

type Detail = Awaited<ReturnType<typeof detailOf>>;

async function detailOf({ code, ledger }: LedgerHere, seq: number) {
  const { state } = orFail(await ledger.refresh());
  const { read, before, refusal } = orFail(await code.stateBefore(ledger, seq));
  const { event, key, digest, commit } = read;
  const { data, ...envelope } = event;
  const policy = before?.policy ?? state.policy;
  const publicKey = code.parsePublicKey(key).value;
  return {
    ...envelope,
    ...factsOf(event, state),
    digest,
    commit,
    roles: rolesOf(policy, event.principal),
    keyType: publicKey?.type ?? '',
    keyFingerprint: publicKey ? code.keyFingerprint(publicKey.blob) : '',
    verification: {
      isVerified: refusal === undefined,
      message:
        refusal?.message ??
        'Its signature and its place are in order, and the policy of that moment allowed it.',
    },
    data,
  };
}

/** A UUID is searched for from the newest event back. */
async function numberOf({ code, ledger }: LedgerHere, given: Arguments): Promise<number> {
  const view = orFail(await ledger.refresh());
  const [name] = given.positionals;
  if (name === undefined) return view.state.seq;
  if (/^\d{1,9}$/.test(name)) return Number(name);
  if (!/^[0-9a-f-]{8,36}$/i.test(name))
    throw wrongUse(command, `${name} is neither the number nor the id of an event.`);
  for await (const past of code.eventsBack(ledger.repository, view)) {
    const { event } = orFail(past);
    if (event.id.startsWith(name.toLowerCase())) return event.seq;
  }
  throw wrongUse(command, `No event has the id ${name}.`);
}

function detailText(detail: Detail, io: Io): string {
  const { style } = io;
  const { verification } = detail;
  const rows: [string, string][] = [
    ['id', detail.id],
    ['kind', detail.kind],
    ['time', detail.time],
    ['signed by', visibleText(detail.principal)],
    ['key', `${detail.keyType} ${detail.keyFingerprint}`],
    ['roles then', detail.roles.join(', ') || 'none'],
    ['policy', `version ${detail.policyVersion}`],
    ['environment', detail.environment ?? 'none'],
    ['digest', detail.digest],
    ['before it', detail.prev ?? 'nothing: it is the first'],
    ['attachments', detail.attachments.join('\n               ') || 'none'],
  ];
  const mark = verification.isVerified ? style('green', '✓') : style('red', '✗');
  return page(
    style('bold', `Event ${detail.seq}: ${visibleText(detail.summary)}`),
    '',
    ...rowsText(rows, io),
    '',
    `${mark} ${verification.message}`,
    '',
    ...JSON.stringify(detail.data, null, 2).split('\n').map(visibleText),
  );
}
