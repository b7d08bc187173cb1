/** How moments, counts and names of a ledger are written for people. */
import { neededAdministrators } from '../../shared/core/ledger/administration.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import type { Io } from '../io.ts';

/** `2026-11-25 13:05`, UTC. */
export function momentText(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

export function eventsText(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}

/** Titles on the left, texts on the right. */
export function rowsText(rows: readonly (readonly [title: string, text: string])[], { style }: Io): string[] {
  const width = Math.max(...rows.map(([title]) => title.length));
  return rows.map(([title, text]) => `${style('dim', title.padEnd(width))}  ${text}`);
}

/** Lines as the output of a command. */
export function page(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** That a change of the members is a request, and what becomes of it. */
export function askedText(request: string, policy: Policy): string[] {
  const approvals = neededAdministrators(policy);
  const others = approvals === 1 ? 'another administrator' : `${approvals} other administrators`;
  return [
    `Filed the request ${request}.`,
    `It has to be approved by ${others} (secure-config request approve), and then applied (secure-config request apply).`,
  ];
}
