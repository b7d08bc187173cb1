/**
 * What every event says, whatever it is about, and its one spelling: canonical JSON (RFC 8785). The text of an event is
 * the message of its commit, so a text that could be spelled in two ways is refused.
 */
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { ATTACHMENT, DIGEST, PRINCIPAL, TIME, UUID } from './names.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Accepted, anything, integer, nullable, pattern, record, setOf } from './shape.ts';

export const FORMAT_VERSION = 1;
/** UTF-16 code units of an event's text. What is larger belongs into an attachment. */
export const LONGEST_EVENT = 262_144;

/** Values within values. No kind needs more than a few; some program's stack would end somewhere beyond. */
const DEEPEST_EVENT = 64;

const ENVELOPE = record({
  /** Of what an event looks like: 1. */
  formatVersion: integer(1),
  ledgerId: UUID,
  /** 0 for the first event, then one more each. */
  seq: integer(0),
  id: UUID,
  /** `version.created`, …: what `data` looks like. */
  kind: pattern(/^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)+$/, 'kind of event', 64),
  /** Who signs it. */
  principal: PRINCIPAL,
  time: TIME,
  /** Of the policy that was in force when it was signed. */
  policyVersion: integer(0),
  /** Digest of the whole raw commit before this one; null for the first. */
  prev: nullable(DIGEST),
  /** SHA-256 of each file in the commit's tree. */
  attachments: setOf(ATTACHMENT, 10_000),
  data: anything,
});

export type LedgerEvent<Data = JsonValue> = Omit<Accepted<typeof ENVELOPE>, 'data'> & { readonly data: Data };

/** The text of an event, without a line break at its end. */
export function encodeEvent(event: LedgerEvent): string {
  return canonicalJson(event);
}

/** Reads an event and everything about it but its `data`, which its kind reads. */
export function decodeEvent(text: string): { readonly event: LedgerEvent } | { readonly refusal: Refusal } {
  if (text.length > LONGEST_EVENT) {
    const message = `The event is longer than ${LONGEST_EVENT} characters. Ask for less at once: fewer changed fields, or fewer people.`;
    return { refusal: refuse('event-encoding', message) };
  }
  if (isDeep(text)) {
    const message = `The event has values within values, more than ${DEEPEST_EVENT} deep.`;
    return { refusal: refuse('event-encoding', message) };
  }
  const value = parse(text);
  if (value === undefined || canonicalJson(value) !== text) {
    return { refusal: refuse('event-encoding', 'The event is not in canonical JSON (RFC 8785).') };
  }
  const problem = ENVELOPE(value, 'event');
  if (problem !== undefined) return { refusal: refuse('event-shape', `The event is malformed: ${problem}.`) };
  const event = value as unknown as LedgerEvent;
  if (event.formatVersion !== FORMAT_VERSION) {
    const message = `The event has format ${event.formatVersion}, and this program reads ${FORMAT_VERSION}. Update it.`;
    return { refusal: refuse('format-version', message) };
  }
  return { event };
}

/** Counts brackets outside of texts, before anything is read that calls itself. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '"') isText = !isText;
    else if (isText) at += unit === '\\' ? 1 : 0;
    else if (unit === '[' || unit === '{') depth++;
    else if (unit === ']' || unit === '}') depth--;
    if (depth > DEEPEST_EVENT) return true;
  }
  return false;
}

/** JSON.parse makes an own property of `__proto__`, so nothing is lost or reached through it. */
function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
