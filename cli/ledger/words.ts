/** How moments, counts and names of a ledger are written for people. */
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
