/** What the check finds in a content that it did not find in the one before, and the other way round. */
import { isExcused } from '../../report/compliance.ts';
import type { Checked } from '../../validation/check.ts';
import type { Finding } from '../../validation/finding.ts';
import type { ShownFinding } from './version.ts';

export interface FindingsChange {
  readonly added: readonly ShownFinding[];
  readonly removed: readonly ShownFinding[];
}

/** By file, code and field, however often and wherever in the file. What a waiver excuses is none. */
export function findingsChange(before: readonly Checked[], after: readonly Checked[]): FindingsChange {
  const [olds, news] = [findingsOf(before), findingsOf(after)];
  return { added: without(news, olds), removed: without(olds, news) };
}

function findingsOf(files: readonly Checked[]): Map<string, ShownFinding> {
  const found = new Map<string, ShownFinding>();
  for (const checked of files) {
    for (const finding of checked.findings) {
      if (finding.shadowed || !COUNTED.has(finding.kind) || isExcused(finding, checked)) continue;
      found.set(JSON.stringify([checked.path, finding.code, finding.field ?? null]), shown(finding));
    }
  }
  return found;
}

/** What score and compliance are made of. */
const COUNTED: ReadonlySet<Finding['kind']> = new Set(['syntax', 'manifest', 'schema', 'rule', 'fallback']);

function shown({ code, severity, field, message }: Finding): ShownFinding {
  return { code, severity, field: field ?? null, message };
}

function without(
  all: ReadonlyMap<string, ShownFinding>,
  others: ReadonlyMap<string, ShownFinding>,
): ShownFinding[] {
  return [...all].filter(([key]) => !others.has(key)).map(([, finding]) => finding);
}
