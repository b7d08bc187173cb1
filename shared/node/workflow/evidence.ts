/** What this machine finds in a request's content by itself, before somebody approves or applies it. */

import { compareSides, type Difference } from '../../core/drift/compare.ts';
import type { Side } from '../../core/drift/side.ts';
import type { ChangeRequest, ContentSubject } from '../../core/ledger/request.ts';
import { environmentTerms } from '../../core/ledger/terms.ts';
import type { Assessment } from '../../core/ledger/version.ts';
import { sourcesWithErrors } from '../../core/validation/project-findings.ts';
import { assess } from '../../core/workflow/assess.ts';
import { claimsOf } from '../../core/workflow/claims.ts';
import type { Prerequisite } from '../../core/workflow/commands/apply.ts';
import type { Evidence } from '../../core/workflow/evidence.ts';
import { foreignFields, type RollbackSides } from '../../core/workflow/foreign-fields.ts';
import { showTexts } from '../../core/workflow/shown/show-texts.ts';
import type { TextChange } from '../../core/workflow/shown/version.ts';
import {
  namedSides,
  readBase,
  readContent,
  readVersion,
  type Stored,
  sidesOf,
  storedSides,
} from './contents.ts';
import { unmappedFiles } from './mapping.ts';
import { answered } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

export interface Examined {
  /** Null for a change of the policy. */
  readonly evidence: Evidence | null;
  /** As the request should state them. */
  readonly differences: readonly Difference[];
  readonly texts: readonly TextChange[];
  readonly before: readonly Side[];
  readonly after: readonly Side[];
  readonly stored: Stored | null;
}

export async function examine(
  session: Session,
  opened: Opened,
  { subject }: ChangeRequest,
): Promise<Outcome<Examined>> {
  if (subject.kind === 'policy')
    return answered({ evidence: null, differences: [], texts: [], before: [], after: [], stored: null });
  const stored = await readContent(session, opened, subject.content);
  if (!stored.ok) return stored;
  const base = await readBase(session, opened, subject.environment, subject.base);
  if (!base.ok) return base;
  const { drift } = opened.state.policy;
  const claims = claimsOf(base.value.stored, await storedSides(session, stored.value.files), drift);
  const before = base.value.sides;
  const { sides, isComplete } = await sidesOf(session, opened, stored.value);
  const compared = compareSides(before, sides, { drift });
  const foreign = await foreignIn(session, opened, subject, { content: sides, base: before });
  if (!foreign.ok) return foreign;
  const assessment = isComplete ? assessmentOf(session, sides) : undefined;
  const [faultySource] = sourcesWithErrors(opened.project);
  return answered({
    evidence: {
      ...(faultySource !== undefined && { faultySource }),
      changes: claims.changes,
      differing: compared.differences.map(({ field }) => field),
      unmapped: await unmappedFiles(session, subject.environment, subject.content),
      foreign: foreign.value,
      assessment: assessment ?? claimed(session, sides, subject),
    },
    differences: claims.differences,
    texts: showTexts(before, sides, compared.files),
    before,
    after: sides,
    stored: stored.value,
  });
}

async function foreignIn(
  session: Session,
  opened: Opened,
  subject: ContentSubject,
  sides: Omit<RollbackSides, 'restored'>,
): Promise<Outcome<readonly string[]>> {
  if (subject.kind !== 'rollback' || !subject.keepsSecrets) return answered([]);
  const old = await readVersion(session, opened, subject.environment, subject.to);
  if (!old.ok) return old;
  const { sides: restored } = await sidesOf(session, opened, old.value);
  return answered(foreignFields({ ...sides, restored }, opened.state.policy.drift));
}

/**
 * Whoever cannot read the secrets cannot check them, and believes what the request says of its content; never of the
 * rules, which are looked at here.
 */
function claimed(session: Session, sides: readonly Side[], { assessment }: ContentSubject): Assessment {
  const ruleSet = assessmentOf(session, sides)?.ruleSet;
  return ruleSet === undefined ? assessment : { ...assessment, ruleSet };
}

function assessmentOf({ surroundings }: Session, sides: readonly Side[]): Assessment | undefined {
  return assess(
    sides.map(({ checked }) => checked),
    surroundings.now(),
  );
}

/** Whether the environment that comes first by the policy has the changed fields as the request has them. */
export async function prerequisiteOf(
  session: Session,
  opened: Opened,
  { subject }: ChangeRequest,
  after: readonly Side[],
): Promise<Outcome<Prerequisite | null>> {
  if (subject.kind !== 'change') return answered(null);
  const { state } = opened;
  const first = environmentTerms(state.policy.approvals, subject.environment)?.after ?? null;
  const version = first === null ? undefined : state.environments.get(first)?.active;
  if (first === null || version === undefined) return answered(null);
  const theirs = await namedSides(session, opened, { kind: 'version', environment: first, number: version });
  if (!theirs.ok) return theirs;
  const changed = new Set(subject.changes.map(({ field }) => field.toLowerCase()));
  const { drift } = state.policy;
  const { differences } = compareSides(theirs.value, after, { drift, by: 'field', countsUnknown: true });
  const holdsChanges = !differences.some(({ field }) => changed.has(field.toLowerCase()));
  return answered({ version, holdsChanges });
}
