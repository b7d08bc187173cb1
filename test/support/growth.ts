/** Asserts that work grows with the size of its input and not with its square: ratios of one run, never a time. */
import assert from 'node:assert/strict';

/** Tries before a growth counts: another program's burst only ever lengthens a single one. */
const ATTEMPTS = 5;
/** Microseconds; anything shorter is the clock's own noise. */
const LEAST = 1000;

export interface Growth {
  /** The work for an input of that size. It has to build its input beforehand, or for both sizes alike. */
  readonly work: (size: number) => void;
  readonly size: number;
  /** How many times as large the second input is. */
  readonly factor: number;
  /** How many times as much work it may take: well above `factor`, well below its square. */
  readonly most: number;
}

export function assertGrowsInProportion({ work, size, factor, most }: Growth): void {
  let growth = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && growth > most; attempt++) {
    const small = Math.max(processorTime(work, size), processorTime(work, size), LEAST);
    growth = Math.min(growth, processorTime(work, size * factor) / small);
  }
  assert.ok(growth <= most, `${factor} times the size took ${growth.toFixed(0)} times the work`);
}

/** Microseconds that this process has worked, which other programs do not lengthen. */
function processorTime(work: (size: number) => void, size: number): number {
  const begun = process.cpuUsage();
  work(size);
  return process.cpuUsage(begun).user;
}
