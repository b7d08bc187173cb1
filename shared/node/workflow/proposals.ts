/** What the working files would be as a proposal: captured, compared with the baseline, and measured against the policy. */
import { createHash } from 'node:crypto';
import { compareSides } from '../../core/drift/compare.ts';
import type { Side } from '../../core/drift/side.ts';
import type { BundleName } from '../../core/ledger/bundle.ts';
import type { Content } from '../../core/ledger/content.ts';
import { recipientsOf } from '../../core/ledger/members.ts';
import type { FieldChange } from '../../core/ledger/request.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Assessment } from '../../core/ledger/version.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import type { Checked } from '../../core/validation/check.ts';
import { type Captured, capture, contentOf } from '../../core/workflow/capture.ts';
import { claimsOf } from '../../core/workflow/claims.ts';
import { showDifference } from '../../core/workflow/shown/show-difference.ts';
import { findingsChange } from '../../core/workflow/shown/show-findings.ts';
import { showTexts } from '../../core/workflow/shown/show-texts.ts';
import type {
  FieldDifference,
  Assessment as ShownAssessment,
  TextChange,
} from '../../core/workflow/shown/version.ts';
import { isFailure } from '../git/failure.ts';
import { sealBundle } from '../ledger/secrets.ts';
import { readBase, storedSides, workingFiles } from './contents.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/** Files as they would go into the ledger, beside the version that is active. */
export interface Draft {
  readonly environment: string;
  /** The active version's number; null where there is none. */
  readonly base: number | null;
  readonly captured: Captured;
  readonly changes: readonly FieldChange[];
  /** Secrets among them of which nobody can tell without reading them. */
  readonly uncertain: readonly string[];
  /** It says what the active version says, to the letter. */
  readonly isUnchanged: boolean;
  readonly shown: readonly FieldDifference[];
  readonly texts: readonly TextChange[];
  readonly assessment: ShownAssessment;
  /** The same for the same files, base and policy: what a person has seen is what is filed. */
  readonly basis: string;
}

export async function draftOfWorking(
  session: Session,
  opened: Opened,
  environment: string,
): Promise<Outcome<Draft>> {
  const { files, unread } = await workingFiles(session, environment);
  return draftOf(session, opened, { environment, files, unread });
}

export interface DraftInput {
  readonly environment: string;
  readonly files: readonly Checked[];
  readonly unread?: readonly { readonly path: string; readonly reason: string }[];
}

export async function draftOf(
  session: Session,
  opened: Opened,
  { environment, files, unread = [] }: DraftInput,
): Promise<Outcome<Draft>> {
  const fingerprint = await session.fingerprint(opened);
  if (!fingerprint) return refusal('no-fingerprint-key', NO_KEY);
  const taken = capture({ files, unread, fingerprint, now: session.surroundings.now() });
  if (!taken.ok) return refusal(taken.refusals[0]?.code ?? 'no-files', messageOf(taken.refusals));
  const base = opened.state.environments.get(environment)?.active ?? null;
  const before = await readBase(session, opened, environment, base);
  if (!before.ok) return before;
  const { captured } = taken;
  const { drift } = opened.state.policy;
  const { sides, stored } = before.value;
  const claims = claimsOf(stored, await storedSides(session, captured.files), drift);
  const { files: found } = compareSides(sides, captured.sides, { drift });
  return answered({
    environment,
    base,
    captured,
    changes: claims.changes,
    uncertain: claims.uncertain,
    shown: claims.differences.map(showDifference),
    texts: showTexts(sides, captured.sides, found),
    isUnchanged: base !== null && found.every(({ change }) => change === 'same'),
    assessment: assessmentOf(opened.state, environment, sides, captured),
    basis: basisOf(opened.state, environment, base, captured),
  });
}

const NO_KEY =
  'You are no recipient of this ledger’s secrets, so what is secret in the files cannot be kept. Ask an administrator to add the age recipient that secure-config identity show prints.';

function messageOf(refusals: readonly { readonly message: string }[]): string {
  const [first, ...others] = refusals;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${first?.message ?? 'There is nothing to keep.'}${more}`;
}

function assessmentOf(
  state: LedgerState,
  environment: string,
  before: readonly Side[],
  { sides, assessment }: Captured,
): ShownAssessment {
  const active = state.environments.get(environment)?.active;
  const version = active === undefined ? undefined : state.versions.get(`${environment}@${active}`);
  const findings = findingsChange(checkedOf(before), checkedOf(sides));
  return {
    scoreBefore: version?.assessment.score ?? null,
    scoreAfter: assessment.score,
    isCompliant: assessment.isCompliant,
    findingsAdded: findings.added,
    findingsRemoved: findings.removed,
  };
}

function checkedOf(sides: readonly Side[]): Checked[] {
  return sides.map(({ checked }) => checked);
}

function basisOf(
  { policy }: LedgerState,
  environment: string,
  base: number | null,
  { files, attachments, assessment }: Captured,
): string {
  const named = files.map(({ path }, index) => [path, attachments[index]?.name ?? '']);
  const seen = canonicalJson([environment, base, policy.version, named, { ...assessment }]);
  return createHash('sha256').update(seen).digest('hex');
}

/** The captured files as an event speaks of them, with their secrets encrypted to today's recipients. */
export interface Kept {
  readonly content: Content;
  readonly assessment: Assessment;
  readonly attachments: readonly Uint8Array[];
}

/** In the place of a bundle, to find out what would be said of it. */
const NOT_ENCRYPTED: BundleName = { digest: `sha256:${'0'.repeat(64)}`, sealed: '0'.repeat(64) };

export async function keep({ state }: Opened, { captured }: Draft): Promise<Outcome<Kept>> {
  const { attachments, secrets, assessment } = captured;
  const bytes = attachments.map(each => each.bytes);
  if (secrets === null)
    return answered({ content: contentOf(captured, null), assessment, attachments: bytes });
  const sealed = await sealBundle(secrets, recipientsOf(state.policy));
  if (isFailure(sealed)) return refusedAs(sealed);
  return answered({
    content: contentOf(captured, sealed.name),
    assessment,
    attachments: [...bytes, sealed.bytes],
  });
}

/** The same for a preview: the bundle has no name before it is encrypted. */
export function contentBeforeSealing({ captured }: Draft): Content {
  return contentOf(captured, captured.secrets === null ? null : NOT_ENCRYPTED);
}

/** Refuses to do what the person has not seen. */
export function sameBasis(draft: Draft, basis: string): Outcome<Draft> {
  if (draft.basis === basis) return answered(draft);
  return refusal(
    'stale-content',
    'The files, the baseline or the policy have changed since you looked. Look again at what would be filed.',
  );
}
