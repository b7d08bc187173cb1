/** What was verified of a ledger, for people and for programs. */
import { adviceOn } from '../../shared/core/ledger/advice.ts';
import { deepText } from '../../shared/core/ledger/deep-text.ts';
import { relaxationsOf } from '../../shared/core/ledger/relaxations.ts';
import type { LedgerSettings } from '../../shared/core/profile/profile.ts';
import type { Alarm } from '../../shared/node/ledger/alarms.ts';
import type { Verification } from '../../shared/node/ledger/verify-ledger.ts';
import { wrap } from '../help.ts';
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';
import { openAlarmsText } from './alarm-text.ts';
import { eventsText, momentText, page, rowsText } from './words.ts';

const WIDTH = 92;

export interface Verified {
  readonly settings: LedgerSettings;
  /** `your own`, `the backup x.bundle`. */
  readonly whose: string;
  readonly verification: Verification;
  /** Only one's own ledger has a store that stays. */
  readonly isStoreChecked: boolean;
  /** Those that nobody has dealt with. */
  readonly alarms: readonly Alarm[];
  /** Undefined: what events say of their contents was not looked at. */
  readonly deep?: Parameters<typeof deepText>[0] | undefined;
}

export function verificationJson({ settings, verification, isStoreChecked, alarms, deep }: Verified) {
  const { state, events, total, attachments, failures } = verification;
  return {
    formatVersion: 1,
    isVerified: failures.length === 0,
    ledgerId: settings.id,
    genesis: settings.genesis ?? null,
    head: state ? { digest: state.head, seq: state.seq, time: state.time } : null,
    events,
    total,
    attachments,
    isStoreChecked,
    deep: deep ?? null,
    policyVersion: state?.policy.version ?? null,
    relaxations: state ? relaxationsOf(state.policy) : [],
    alarms,
    failures: failures.map(({ code, message, threat, event }) => ({
      code,
      threat: threat ?? null,
      event: event ?? null,
      message,
      whatToDo: adviceOn(code),
    })),
  };
}

export function verificationText(
  { settings, whose, verification, isStoreChecked, alarms, deep }: Verified,
  io: Io,
): string {
  const { state, events, total, attachments, failures } = verification;
  const rows: [string, string][] = [
    ['ledger', settings.id],
    ['genesis', `${settings.genesis ?? ''}, pinned in the manifest`],
    ['head', state ? `${state.head}` : 'none'],
    ['', state ? `event ${state.seq}, ${momentText(state.time)} UTC` : ''],
  ];
  const checked = [
    `${eventsText(events)}: the form of each commit, its signature, its place behind the one before,`,
    '  who signed it with which key and role, and what the policy of that moment allowed',
    `${attachments === 1 ? '1 attachment' : `${attachments} attachments`}: each hashed again`,
    ...(isStoreChecked ? [STORE] : []),
    ...(deep ? [deepText(deep)] : []),
  ];
  const skipped = total - events - 1;
  return page(
    io.style('bold', `Verified ${whose}, from the first event on`),
    '',
    ...rowsText(
      rows.filter(([, text]) => text !== ''),
      io,
    ),
    '',
    ...checked.map(line => (line.startsWith(' ') ? line : `• ${line}`)),
    ...(state ? relaxationsOf(state.policy).map(text => `${io.style('yellow', '!')} ${text}`) : []),
    '',
    ...failures.flatMap(failure => failureText(failure, io)),
    ...(skipped > 0 ? [`${eventsText(skipped)} behind it were not judged.`, ''] : []),
    failures.length === 0
      ? `${io.style('green', '✓')} Everything is in order. Who has the same head digest has the same history.`
      : `${io.style('red', '✗')} ${failures.length === 1 ? 'One thing is' : `${failures.length} things are`} wrong.`,
    ...openAlarmsText(alarms, io),
  );
}

const STORE = 'the store: git’s own check (git fsck), and each file of one object to its last bit';

function failureText(
  { code, message, threat, event }: Verification['failures'][number],
  { style }: Io,
): string[] {
  const where = event ? `event ${event.seq}${event.id === undefined ? '' : ` (${event.id})`}` : 'the storage';
  const why = `${code}${threat === undefined ? '' : `, threat ${threat}`}`;
  const isAdvised = /restore a backup/.test(message);
  const text = [visibleText(message), ...(isAdvised ? [] : [adviceOn(code)])].flatMap(each =>
    wrap(each, WIDTH).map(line => `    ${line}`),
  );
  return [`${style('red', '✗')} ${where}: ${why}`, ...text, ''];
}
