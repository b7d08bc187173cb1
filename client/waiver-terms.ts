/** What a waiver has to say before the server is asked to write it: told while the person types. */
import * as vscode from 'vscode';

/** Days: long enough to mend things, short enough to be looked at again. */
export const USUAL_DAYS = 90;

const DAY = 24 * 60 * 60 * 1000;

/** `YYYY-MM-DD`, UTC. */
export function dayAfter(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** Undefined when the text is a day that is still to come. */
export function objectionToDay(text: string, now: Date): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    return vscode.l10n.t('Write the day as YYYY-MM-DD, such as 2027-01-31.');
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    return vscode.l10n.t('There is no such day.');
  return now.getTime() < time + DAY
    ? undefined
    : vscode.l10n.t('This day is over. Choose one that is still to come.');
}

/** Undefined when the text says something. */
export function objectionToReason(text: string): string | undefined {
  return text.trim() === ''
    ? vscode.l10n.t('Say why the exception is acceptable: nobody could review it otherwise.')
    : undefined;
}
