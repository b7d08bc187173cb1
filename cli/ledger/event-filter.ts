/** Which events a log shows: by environment, kind, principal, field and time. */

import type { LedgerEvent } from '../../shared/core/ledger/event.ts';
import type { EventFacts } from '../../shared/core/ledger/event-facts.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import type { Command, Options } from '../command.ts';

export interface EventFilter {
  /** Whether the event and all before it are too old. */
  isOver(event: LedgerEvent): boolean;
  matches(event: LedgerEvent, facts: EventFacts): boolean;
}

export const FILTER_OPTIONS: Options = {
  environment: { type: 'string', value: 'NAME', help: 'only events about this environment' },
  kind: {
    type: 'string',
    value: 'KIND',
    help: 'only events of this kind, such as request.approved or request',
  },
  principal: { type: 'string', value: 'NAME', help: 'only events that this person or machine signed' },
  field: {
    type: 'string',
    value: 'PATH',
    help: 'only events about this field or group, such as auth.jwt_secret_key',
  },
  since: { type: 'string', value: 'TIME', help: 'only events from this day (2026-01-31) or UTC time on' },
  until: { type: 'string', value: 'TIME', help: 'only events up to and with this day or UTC time' },
};

/** @throws CommandFailure (2) for a time that is none */
export function filterOf(given: Arguments, command: Command): EventFilter {
  const [environment, kind, principal, field] = ['environment', 'kind', 'principal', 'field'].map(given.text);
  const since = timeOf(given, 'since', '00:00:00.000', command);
  const until = timeOf(given, 'until', '23:59:59.999', command);
  return {
    isOver: event => since !== undefined && event.time < since,
    matches: (event, facts) =>
      (environment === undefined || facts.environment === environment) &&
      (kind === undefined || isWithin(event.kind, kind)) &&
      (principal === undefined || event.principal === principal) &&
      (field === undefined || facts.fields.some(each => isWithin(each, field))) &&
      (since === undefined || event.time >= since) &&
      (until === undefined || event.time <= until),
  };
}

/** `request.filed` is within `request`. */
function isWithin(name: string, group: string): boolean {
  return name === group || name.startsWith(`${group}.`);
}

/** A day alone means its beginning or its end. */
function timeOf(given: Arguments, option: string, ofDay: string, command: Command): string | undefined {
  const text = given.text(option);
  if (text === undefined) return undefined;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?$/.test(text);
  const time = Date.parse(isDay ? `${text}T${ofDay}Z` : text.endsWith('Z') ? text : `${text}Z`);
  if ((isDay || isTime) && !Number.isNaN(time)) return new Date(time).toISOString();
  throw wrongUse(
    command,
    `--${option} takes a day (2026-01-31) or a UTC time (2026-01-31T12:00), not ${text}.`,
  );
}
