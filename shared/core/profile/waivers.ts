/** Waivers: those in a document's comments, whether one is in force, and what is wrong with one. */
import type { Document } from '../document/document.ts';
import { suggestion } from '../text/nearest.ts';
import type { Finding } from '../validation/finding.ts';
import type { Waiver } from './profile.ts';

const MARK = /^\s*secure-config-waive(?=[\s:]|$)/;
const DAY = 24 * 60 * 60 * 1000;

/**
 * `# secure-config-waive SEC_004 until 2027-01-31: reason`, anywhere in the document. Parts that are missing are left
 * out of the result; `waiverFindings` says so. `path` is the document's own.
 */
export function readInlineWaivers(document: Document, path = ''): readonly Waiver[] {
  return document.comments.flatMap(({ text, span }) => {
    const mark = MARK.exec(text);
    return mark ? [{ ...readWaiver(text.slice(mark[0].length)), files: [], origin: { path, span } }] : [];
  });
}

function readWaiver(text: string): Pick<Waiver, 'rule' | 'until' | 'reason'> {
  const colon = text.indexOf(':');
  const head = (colon < 0 ? text : text.slice(0, colon)).trim().split(/\s+/);
  const reason = colon < 0 ? '' : text.slice(colon + 1).trim();
  const until = head[1]?.toLowerCase() === 'until' ? head.slice(2).join(' ') : head.slice(1).join(' ');
  return { rule: head[0] ?? '', ...(until !== '' && { until }), ...(reason !== '' && { reason }) };
}

/** A waiver without a reason or a date waives nothing. It holds until the end of its last day, UTC. */
export function isInForce(waiver: Waiver, now: Date): boolean {
  const last = lastDay(waiver.until);
  return hasReason(waiver) && last !== undefined && now.getTime() < last + DAY;
}

export interface WaiverContext {
  readonly now: Date;
  /** The ids of the rules in force. */
  readonly rules: Iterable<string>;
  /** The waivers that a violation made use of; absent: not known, and nothing is said of it. */
  readonly used?: ReadonlySet<Waiver>;
}

/** What is wrong with waivers, at the places where they are written. In their order. */
export function waiverFindings(waivers: readonly Waiver[], context: WaiverContext): readonly Finding[] {
  const rules = [...context.rules];
  return waivers.flatMap(waiver => {
    const found = objections(waiver, rules, context.now);
    const isUnused = found.length === 0 && context.used !== undefined && !context.used.has(waiver);
    return isUnused ? [finding(waiver, 'unused', unused(waiver), 'info')] : found;
  });
}

function objections(waiver: Waiver, rules: readonly string[], now: Date): Finding[] {
  const { rule, until } = waiver;
  const found: Finding[] = [];
  const object = (name: string, message: string): number => found.push(finding(waiver, name, message));
  if (rule === '')
    object(
      'missing-rule',
      'This waiver names no rule, so it waives nothing. Write the rule, such as "secure-config-waive SEC_004 until 2027-01-31: reason".',
    );
  else if (!rules.includes(rule))
    object(
      'unknown-rule',
      `This waiver is for ${clip(rule)}, which is not a rule in force here, so it waives nothing.${suggestion(rule, rules)} Correct the id, or remove the waiver.`,
    );
  if (!hasReason(waiver))
    object(
      'missing-reason',
      'This waiver gives no reason, so it waives nothing: nobody could review it. Say why the exception is acceptable.',
    );
  const last = lastDay(until);
  if (until === undefined || until === '')
    object(
      'missing-expiry',
      'This waiver has no date on which it ends, so it waives nothing: exceptions that nobody looks at again stay for ever. Add "until YYYY-MM-DD".',
    );
  else if (last === undefined)
    object(
      'invalid-expiry',
      'The date on which this waiver ends cannot be read, so it waives nothing. Write it as YYYY-MM-DD, such as 2027-01-31.',
    );
  else if (now.getTime() >= last + DAY)
    object(
      'expired',
      `This waiver ended on ${until}, so it waives nothing any more. Mend what it was for, or decide anew and give it a later date.`,
    );
  return found;
}

function unused({ rule }: Waiver): string {
  return `Nothing violates ${clip(rule)} here, so this waiver is not needed. Remove it.`;
}

function finding(
  { origin }: Waiver,
  name: string,
  message: string,
  severity: Finding['severity'] = 'warning',
): Finding {
  return { kind: 'waiver', code: `waiver/${name}`, severity, message, span: origin.span, related: [] };
}

function hasReason({ reason }: Waiver): boolean {
  return reason !== undefined && reason.trim() !== '';
}

/** The start of that day, UTC, in milliseconds; undefined for what is no date. */
function lastDay(until: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(until ?? '');
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  const time = Date.UTC(year ?? 0, (month ?? 0) - 1, day);
  return new Date(time).toISOString().startsWith(until ?? '') ? time : undefined;
}

function clip(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
