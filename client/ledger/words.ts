/** The words and forms that everything about ledgers is shown in. */
import * as vscode from 'vscode';
import type {
  FieldDifference,
  LedgerAlarm,
  LedgerStatus,
  MemberResult,
  RollbackReason,
  ShownRequest,
  ShownVersion,
  TextChange,
} from '../../shared/protocol/ledger.ts';

type Unrotated = LedgerStatus['unrotated'][number];

export function versionName({ number }: { readonly number: number }): string {
  return `v${number}`;
}

export function statusWord(status: ShownVersion['status']): string {
  return {
    active: vscode.l10n.t('active'),
    inactive: vscode.l10n.t('inactive'),
    deprecated: vscode.l10n.t('deprecated'),
    corrupted: vscode.l10n.t('corrupted'),
  }[status];
}

export function requestStatusWord(status: ShownRequest['status']): string {
  return {
    pending: vscode.l10n.t('pending'),
    approved: vscode.l10n.t('approved'),
    rejected: vscode.l10n.t('rejected'),
    expired: vscode.l10n.t('expired'),
    cancelled: vscode.l10n.t('cancelled'),
    applied: vscode.l10n.t('applied'),
  }[status];
}

/** Of a request that can still be decided. */
export function isOpen({ status }: Pick<ShownRequest, 'status'>): boolean {
  return status === 'pending' || status === 'approved';
}

/** Of one of the approvals that a request takes. */
export function approvalWord(request: Pick<ShownRequest, 'status'>, approvedBy: string | null): string {
  if (approvedBy !== null) return vscode.l10n.t('approved by {0}', approvedBy);
  return isOpen(request) ? vscode.l10n.t('not yet') : vscode.l10n.t('not given');
}

export function priorityWord(priority: ShownRequest['priority']): string {
  return {
    low: vscode.l10n.t('low'),
    medium: vscode.l10n.t('medium'),
    high: vscode.l10n.t('high'),
    critical: vscode.l10n.t('critical'),
    emergency: vscode.l10n.t('emergency'),
  }[priority];
}

export function reasonWord(reason: RollbackReason): string {
  return {
    security_incident: vscode.l10n.t('Security incident'),
    configuration_error: vscode.l10n.t('Configuration error'),
    performance_issue: vscode.l10n.t('Performance issue'),
    compliance_violation: vscode.l10n.t('Compliance violation'),
    emergency_response: vscode.l10n.t('Emergency response'),
    planned_rollback: vscode.l10n.t('Planned rollback'),
  }[reason];
}

export function changeWord(change: FieldDifference['change']): string {
  return {
    added: vscode.l10n.t('added'),
    removed: vscode.l10n.t('removed'),
    changed: vscode.l10n.t('changed'),
  }[change];
}

/** What becomes of a file's text, also where no field differs. */
export function describeText({ change, lines, comments, hasFields }: TextChange): string {
  const count = lines === 1 ? vscode.l10n.t('1 line') : vscode.l10n.t('{0} lines', lines);
  if (change === 'added') return vscode.l10n.t('the file is added: {0}', count);
  if (change === 'removed') return vscode.l10n.t('the file is removed: {0}', count);
  if (hasFields) return comments === 0 ? count : vscode.l10n.t('{0}, {1} of them comments', count, comments);
  if (lines === 0) return vscode.l10n.t('the text changes in the order of its lines only');
  return comments === lines
    ? vscode.l10n.t('the text changes in comments only: {0}', count)
    : vscode.l10n.t('the text changes, and no field does: {0}', count);
}

/** `info → DEBUG`; `new: 5`; `was 5`. */
export function describeChange({ change, before, after, secret }: FieldDifference): string {
  const [from, to] = [shownValue(before), shownValue(after)];
  if (change === 'added') return vscode.l10n.t('new: {0}', to);
  if (change === 'removed') return vscode.l10n.t('was {0}', from);
  return secret && from === to ? vscode.l10n.t('another secret') : `${from} → ${to}`;
}

function shownValue(value: string | null): string {
  return value === null || value === '' ? vscode.l10n.t('(empty)') : value;
}

/** `2 h 5 min left`; `expired` when it is over. */
export function describeRest(expires: string, now: Date): string {
  const minutes = Math.floor((Date.parse(expires) - now.getTime()) / 60_000);
  if (minutes < 0) return vscode.l10n.t('time is up');
  if (minutes < 1) return vscode.l10n.t('less than a minute left');
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return vscode.l10n.t('{0} d {1} h left', days, hours);
  return hours > 0
    ? vscode.l10n.t('{0} h {1} min left', hours, minutes % 60)
    : vscode.l10n.t('{0} min left', minutes);
}

/** In the person's own time zone. */
export function describeTime(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** What the ledger says of a request, where its title stands beside it: without its id, and with the person's own time. */
export function sentenceBeside({ id }: Pick<ShownRequest, 'id'>, sentence: string): string {
  return readable(sentence.replaceAll(` ${id}`, ''));
}

/** What the ledger says, for a person: moments in their own time, and of an id as much as names it. */
export function readable(sentence: string): string {
  return sentence
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, describeTime)
    .replace(/\b([\da-f]{8})-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, '$1');
}

/** An alarm's message, in which requests have their titles. */
export function alarmText({ message, requests }: Pick<LedgerAlarm, 'message' | 'requests'>): string {
  const named = Object.entries(requests).reduce(
    (text, [id, title]) => text.replaceAll(`request ${id}`, `request for ${title}`),
    message,
  );
  return readable(named);
}

/** Why I may not; undefined: I may. */
export function describeRefusal(
  request: ShownRequest,
  action: keyof ShownRequest['refusals'],
): string | undefined {
  const refusal = request.refusals[action];
  return refusal === undefined ? undefined : sentenceBeside(request, refusal);
}

/** The day alone, for lists. */
export function describeDay(time: string): string {
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

/** What two people compare. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

/** `other approvals, other rules`. */
export function proposalText(proposed: LedgerStatus['proposed']): string {
  const words = {
    approvals: vscode.l10n.t('other approvals'),
    drift: vscode.l10n.t('other drift'),
    ruleSet: vscode.l10n.t('other rules'),
  };
  return proposed.map(each => words[each]).join(', ');
}

/** `production v2: redis.password; staging v1: …`. */
export function secretsText(toRotate: MemberResult['toRotate']): string {
  return toRotate
    .map(({ environment, number, fields }) => {
      const names = fields.map(field => field ?? vscode.l10n.t('a secret that belongs to no field'));
      return `${environment} v${number}: ${names.join(', ')}`;
    })
    .join('; ');
}

/** Who has left and what they know of what is live, with what to do about it. */
export function describeUnrotated({ principals, time, isCertain, secrets }: Unrotated): string {
  const [who, when, what] = [principals.join(', '), describeDay(time), secretsText(secrets)];
  return isCertain
    ? vscode.l10n.t('{0}, who left on {1}, knows secrets that are live. Rotate them: {2}.', who, when, what)
    : vscode.l10n.t(
        '{0}, who left on {1}, may know secrets that are live. Rotate those that were not since: {2}.',
        ...[who, when, what],
      );
}
