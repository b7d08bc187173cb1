/** What an event is about, whatever its kind: for filters and lists. */
import type { JsonValue } from '../profile/profile.ts';
import type { LedgerEvent } from './event.ts';
import { kindNamed } from './kinds.ts';
import type { LedgerState } from './state.ts';

export interface EventFacts {
  /** Null: it is about none, or about the ledger as a whole. */
  readonly environment: string | null;
  /** Dotted paths of the fields that it names. */
  readonly fields: readonly string[];
  /** What happened, in one line; names no value. */
  readonly summary: string;
}

/** @param state one that has the event: an event that speaks of a request is about the request's environment and fields */
export function factsOf({ kind, data }: LedgerEvent, state: Pick<LedgerState, 'requests'>): EventFacts {
  const own = placesIn(data);
  const request = state.requests.get(textAt(data, 'request') ?? '');
  const asked = request
    ? placesIn(request.subject as unknown as JsonValue)
    : { environment: null, fields: [] };
  return {
    environment: own.environment ?? asked.environment,
    fields: [...new Set([...own.fields, ...asked.fields])],
    summary: summaryOf(kind, data),
  };
}

function summaryOf(name: string, data: JsonValue): string {
  const kind = kindNamed(name);
  return kind && kind.data(data, 'data') === undefined ? kind.summary(data) : name;
}

/** Wherever they stand: an environment under `environment`, fields under `field`. A policy's are rules, not what changed. */
function placesIn(value: JsonValue): { environment: string | null; fields: string[] } {
  const found = { environment: null as string | null, fields: [] as string[] };
  const visit = (each: JsonValue): void => {
    if (typeof each !== 'object' || each === null) return;
    for (const [key, item] of Object.entries(each)) {
      if (key === 'environment' && typeof item === 'string') found.environment ??= item;
      else if (key === 'field' && typeof item === 'string') found.fields.push(item);
      else if (key !== 'policy') visit(item);
    }
  };
  visit(value);
  return found;
}

function textAt(data: JsonValue, key: string): string | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const value = (data as { readonly [key: string]: JsonValue })[key];
  return Object.hasOwn(data, key) && typeof value === 'string' ? value : undefined;
}
