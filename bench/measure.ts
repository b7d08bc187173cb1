/** Numbers about a process and about a series of measurements. */
import fs from 'node:fs';

/** Clock ticks a second in /proc, 100 on every Linux that Node runs on. */
const TICKS = 100;

/** CPU time the process has used so far, in milliseconds, all its threads together; 10 ms is the step. */
export function cpuOf(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/** Resident memory in MiB. */
export function residentOf(pid: number): number {
  return memoryOf(pid, 'VmRSS');
}

/** Of the resident memory what is this process's own, in MiB: without the program's file, which all of its processes share. */
export function privateOf(pid: number): number {
  return memoryOf(pid, 'RssAnon');
}

function memoryOf(pid: number, entry: string): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes = '0'] = new RegExp(`^${entry}:\\s+(\\d+)`, 'm').exec(status) ?? [];
  return Number(kilobytes) / 1024;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
