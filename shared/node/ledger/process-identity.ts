/** Tells a process from a later one with the same number, so that a lock outlives nobody. */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';

export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When it started, in the system's own count; empty where the system does not tell without running a program. */
  readonly started: string;
}

export function ownIdentity(): ProcessIdentity {
  return { host: os.hostname(), pid: process.pid, started: startOf(process.pid) };
}

/** Whether that very process runs on this host. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === '' || started === startOf(pid);
}

export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { host, pid, started } = JSON.parse(text);
    const isWhole = typeof host === 'string' && Number.isSafeInteger(pid) && pid > 0;
    return isWhole && typeof started === 'string' ? { host, pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** Linux: the 22nd field of its status, counted behind the name in parentheses. A dead one that nobody collected: none. */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return 'ended';
  }
}
