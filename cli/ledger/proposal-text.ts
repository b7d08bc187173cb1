/** What the project's files propose and the policy in force does not say. */
import type { Adopted } from '../../shared/core/ledger/adopt.ts';
import type { Io } from '../io.ts';

const WORDS: Readonly<Record<Adopted, string>> = {
  approvals: 'other approvals',
  drift: 'other drift',
  ruleSet: 'other rules',
};

export function proposalText(proposed: readonly Adopted[], { style }: Io): string[] {
  if (proposed.length === 0) return [];
  const words = proposed.map(each => WORDS[each]).join(', ');
  const advice = 'secure-config ledger policy adopt takes them over.';
  return ['', `  ${style('yellow', '!')} The project’s files propose ${words}. ${advice}`];
}
