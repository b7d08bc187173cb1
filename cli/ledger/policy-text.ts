/** A policy in the words of a page that a person reads before they agree to it. */
import { neededAdministrators } from '../../shared/core/ledger/administration.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import { relaxationsOf } from '../../shared/core/ledger/relaxations.ts';
import type { Io } from '../io.ts';
import { type TableCell, tableLines } from '../text/table.ts';
import { visibleText } from '../text/width.ts';

export function policyText(policy: Policy, { style }: Io): string[] {
  const dim = (text: string): string => style('dim', text);
  const { administration, approvals } = policy;
  const rows: [string, string][] = [
    ['version', String(policy.version)],
    ['administered by', `${administration.roles.join(', ')}${approvalsText(policy)}`],
    ['emergencies by', approvals.emergency.approvers.join(', ') || 'nobody'],
    ['rules', policy.ruleSet ?? 'any: the policy names no set of rules yet'],
  ];
  return [
    ...rows.map(([title, text]) => `  ${dim(title.padEnd(15))}  ${visibleText(text)}`),
    '',
    ...membersText(policy, dim),
    '',
    ...requirementsText(policy, dim),
    ...relaxationsOf(policy).flatMap((sentence, index) => [
      ...(index === 0 ? [''] : []),
      `  ${style('yellow', '!')} ${sentence}`,
    ]),
  ];
}

/** Who there is, one line each. */
export function membersText({ principals }: Policy, dim: (text: string) => string): string[] {
  const rows = Object.entries(principals).map(([name, { roles, keys, recipient }]): TableCell[] => [
    { text: visibleText(name) },
    { text: roles.join(', ') || 'no role' },
    { text: keys.map(key => key.split(' ')[0]).join(', ') || 'none' },
    { text: recipient === null ? 'no' : 'yes' },
  ]);
  const columns = ['who', 'roles', 'keys', 'reads secrets'].map(title => ({ title }));
  return tableLines(columns, rows, dim).map(line => `  ${line}`);
}

function requirementsText({ approvals }: Policy, dim: (text: string) => string): string[] {
  const terms = [
    ...approvals.requirements.map(({ fields, ...rest }) => ({ what: fieldsText(fields), ...rest })),
    { what: 'every other field', ...approvals.otherFields },
  ];
  const rows = terms.map((each): TableCell[] => [
    { text: each.what },
    { text: each.approvers.join(' and ') },
    { text: each.priority },
    { text: durationText(each.expiresAfterSeconds) },
    { text: each.emergencyOverride ? 'yes' : 'no' },
  ]);
  const columns = ['a change of', 'is approved by', 'priority', 'within', 'emergency'].map(title => ({
    title,
  }));
  return tableLines(columns, rows, dim).map(line => `  ${line}`);
}

function fieldsText(fields: readonly string[]): string {
  const [first = '', second, ...more] = fields.map(visibleText);
  if (second === undefined) return first;
  return more.length === 0 ? `${first}, ${second}` : `${first}, ${second} and ${more.length} more`;
}

function approvalsText(policy: Policy): string {
  const count = neededAdministrators(policy);
  const isLater = count === 0 && policy.administration.approvals !== 0;
  if (count === 0) return isLater ? ', with the approval of another one once there is one' : '';
  return count === 1 ? ', with the approval of another one' : `, with the approval of ${count} others`;
}

/** `4 h`, `2 d`. */
function durationText(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;
}
