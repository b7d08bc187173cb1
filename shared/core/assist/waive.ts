/** Writes a waiver: into the file itself, above the line that it is for, or into the manifest. */
import { isInForce, readInlineWaivers } from '../profile/waivers.ts';
import { type Span, spanOf, type TextEdit } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import { lineBreakOf } from '../validation/lines.ts';
import { contextOf } from './fix.ts';
import { wholeLine } from './remove-entry.ts';

export interface NewWaiver {
  readonly rule: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** One line; empty: the person has still to write it, and a finding says so. */
  readonly reason: string;
}

/** Why such a waiver would waive nothing: a sentence for the person; undefined when it is in order. */
export function objectionToWaiver({ rule, until, reason }: NewWaiver, now: Date): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(rule)) return 'A waiver names one rule, such as SEC_004.';
  if (reason.trim() === '') return 'A waiver gives a reason: nobody could review it otherwise.';
  if (/\p{Cc}/u.test(reason)) return 'The reason of a waiver is one line of text.';
  const waiver = { rule, until, reason, files: [], origin: { path: '', span: spanOf(0, 0) } };
  if (isInForce(waiver, now)) return undefined;
  return 'A waiver ends on a day that is still to come. Write it as YYYY-MM-DD, such as 2027-01-31.';
}

/** The day that is offered, `YYYY-MM-DD` in UTC: long enough to mend things, short enough to be looked at again. */
export function usualExpiry(now: Date): string {
  const DAYS = 90;
  return new Date(now.getTime() + DAYS * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** A waiver of the rule that the file has already, and that does not hold, is renewed in its place. */
export function waiveInFile(finding: Finding, waiver: NewWaiver, checked: Checked): TextEdit[] {
  const { document } = checked;
  const comment = `# secure-config-waive ${waiver.rule} until ${waiver.until}: ${waiver.reason}`;
  const known = readInlineWaivers(document).find(({ rule }) => rule === waiver.rule);
  if (known) return [{ span: known.origin.span, newText: comment }];
  const { span, indent } = lineAbove(finding, checked);
  return [{ span, newText: `${indent}${comment}${lineBreakOf(document.text)}` }];
}

function lineAbove(finding: Finding, checked: Checked): { readonly span: Span; readonly indent: string } {
  const { text } = checked.document;
  const place = contextOf(finding, checked).setting?.keySpan ?? finding.span;
  const line = wholeLine(text, place.start);
  const start = line.start === 0 && text.startsWith('\uFEFF') ? 1 : line.start;
  const indent = /^[ \t]*/.exec(text.slice(start, line.end))?.[0] ?? '';
  return { span: spanOf(start, start), indent };
}
