/** Alarms as lines that nobody overlooks. */
import { alarmWords } from '../../shared/core/ledger/alarm-words.ts';
import type { Alarm } from '../../shared/node/ledger/alarms.ts';
import { wrap } from '../help.ts';
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';
import { momentText } from './words.ts';

const WIDTH = 92;

export function alarmText(
  { id, kind, time, message, evidence, acknowledged }: Alarm,
  { style }: Io,
): string[] {
  const { title, meaning } = alarmWords(kind, evidence);
  const head = `${acknowledged ? style('dim', '✓') : style('red', '!')} ${title}, ${momentText(time)} UTC  ${style('dim', id)}`;
  const noted = acknowledged
    ? [`Dealt with ${momentText(acknowledged.time)}: ${visibleText(acknowledged.note)}`]
    : [];
  return [
    head,
    ...[visibleText(message), meaning, ...noted].flatMap(text =>
      wrap(text, WIDTH).map(line => `    ${line}`),
    ),
  ];
}

/** What status and sync say of alarms that are open. */
export function openAlarmsText(alarms: readonly Alarm[], io: Io): string[] {
  if (alarms.length === 0) return [];
  const advice = `    secure-config ledger alarms --settle ID --note TEXT settles one that has been dealt with.`;
  return ['', ...alarms.flatMap(alarm => alarmText(alarm, io)), io.style('dim', advice)];
}
