/** The fixes that the check itself has worked out: a rule's safe value, defaults, portable quoting, the name that was meant. */
import type { Finding, FindingKind } from '../../validation/finding.ts';
import { type Fixer, idOf } from '../fix.ts';

/** What the check calls a fix is certain, except that a name is only probably the one that was meant. */
const SAFE: ReadonlySet<FindingKind> = new Set<FindingKind>(['rule', 'fallback', 'portability']);

export const given: Fixer = finding => {
  const { fix, kind } = finding;
  if (!fix) return [];
  const isSafe = SAFE.has(kind) && !fix.holdsSecret;
  return [{ id: idOf('given', finding), title: fix.title, removes: true, isSafe, edits: () => editsOf(fix) }];
};

function editsOf({ edits }: NonNullable<Finding['fix']>) {
  return edits;
}
