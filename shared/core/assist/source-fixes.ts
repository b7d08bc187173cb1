/** Every quick fix for what is wrong in a manifest, profile, rule file or schema. To add a kind: a file in `source-fixes/`. */
import type { Problem } from '../document/document.ts';
import type { SourceFix, SourceFixContext, SourceFixer } from './source-fix.ts';
import { duplicateKey } from './source-fixes/duplicate-key.ts';
import { missingKey } from './source-fixes/missing-key.ts';
import { nearest } from './source-fixes/nearest.ts';
import { needless } from './source-fixes/needless.ts';
import { waiverExpiry } from './source-fixes/waiver-expiry.ts';
import { waiverReason } from './source-fixes/waiver-reason.ts';

/** Best first. */
const FIXERS: readonly SourceFixer[] = [
  nearest,
  waiverExpiry,
  waiverReason,
  missingKey,
  duplicateKey,
  needless,
];

export function sourceFixesFor(problem: Problem, context: SourceFixContext): readonly SourceFix[] {
  return FIXERS.flatMap(fixer => fixer(problem, context));
}
