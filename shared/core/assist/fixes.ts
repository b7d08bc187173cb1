/** Every quick fix there is for a finding. To add a kind of them: a file in `fixes/`, and its line here. */
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import { contextOf, type Fix, type FixContext, type Fixer } from './fix.ts';
import { duplicate } from './fixes/duplicate.ts';
import { generatedSecret } from './fixes/generated-secret.ts';
import { given } from './fixes/given.ts';
import { inlineWaiver } from './fixes/inline-waiver.ts';
import { missing } from './fixes/missing.ts';
import { nearestValue } from './fixes/nearest-value.ts';
import { needlessWaiver } from './fixes/needless-waiver.ts';
import { ownEnvironment } from './fixes/own-environment.ts';
import { plainReference } from './fixes/plain-reference.ts';
import { refer } from './fixes/refer.ts';
import { sameField } from './fixes/same-field.ts';
import { secureScheme } from './fixes/secure-scheme.ts';
import { unknownField } from './fixes/unknown-field.ts';

/** The only ones that may be safe: they are asked about every finding of a document, and answer at once. */
const CERTAIN: readonly Fixer[] = [given, secureScheme];

/** Best first. */
const FIXERS: readonly Fixer[] = [
  ...CERTAIN,
  refer,
  plainReference,
  nearestValue,
  ownEnvironment,
  duplicate,
  sameField,
  generatedSecret,
  missing,
  unknownField,
  inlineWaiver,
  needlessWaiver,
];

export function fixesFor(finding: Finding, checked: Checked, now: Date): readonly Fix[] {
  return fixesBy(FIXERS, finding, { ...contextOf(finding, checked), now });
}

/** The fix that may be applied unasked, if there is one. A finding that is waived is as somebody wants it. */
export function safeFixFor(finding: Finding, checked: Checked, now: Date): Fix | undefined {
  if (finding.waivedBy || finding.shadowed) return undefined;
  return fixesBy(CERTAIN, finding, { ...contextOf(finding, checked), now }).find(({ isSafe }) => isSafe);
}

function fixesBy(fixers: readonly Fixer[], finding: Finding, context: FixContext): readonly Fix[] {
  return fixers.flatMap(fixer => fixer(finding, context));
}
