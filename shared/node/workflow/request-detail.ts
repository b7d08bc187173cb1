/** Shows one request: what it changes, worked out from the texts, and what follows when it is put in force. */
import { departing } from '../../core/ledger/departures.ts';
import type { Refusal } from '../../core/ledger/refusal.ts';
import type { ChangeRequest, Subject } from '../../core/ledger/request.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { evidenceRefusal } from '../../core/workflow/evidence.ts';
import type { RequestDetail } from '../../core/workflow/shown/request.ts';
import { showDifference } from '../../core/workflow/shown/show-difference.ts';
import { findingsChange } from '../../core/workflow/shown/show-findings.ts';
import { policyDifferences } from '../../core/workflow/shown/show-policy.ts';
import { requestText, showRequest } from '../../core/workflow/shown/show-request.ts';
import type { Assessment } from '../../core/workflow/shown/version.ts';
import { isFailure } from '../git/failure.ts';
import type { LedgerFailure } from '../ledger/ledger-failure.ts';
import { secretsToRotate } from '../ledger/rotation.ts';
import { type Examined, examine } from './evidence.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

export async function detailOf(
  session: Session,
  opened: Opened,
  id: string,
): Promise<Outcome<RequestDetail>> {
  const { state } = opened;
  const request = state.requests.get(id);
  if (!request) return unknownRequest(id);
  const viewer = await session.viewer(state);
  const examined = await examine(session, opened, request);
  if (!examined.ok) return examined;
  const rotation = await rotationBy(opened, request);
  if (isFailure(rotation)) return refusedAs(rotation);
  const { differences, texts, evidence, stored } = examined.value;
  const { subject } = request;
  const untrue = request.ending === null ? evidenceRefusal(state, request, evidence) : undefined;
  const shown = { ...showRequest(state, request, viewer), ...requestText(state, request, viewer) };
  return answered({
    ...(untrue ? withoutConsent(shown, untrue) : shown),
    texts,
    changes:
      subject.kind === 'policy'
        ? policyDifferences(state.policy, subject.policy)
        : differences.map(showDifference),
    rotation,
    files: stored?.content.files.map(({ path }) => path) ?? [],
    assessment: evidence && assessmentOf(state, request.subject, examined.value),
  });
}

/** As it is after something was recorded. */
export async function detailAfter(session: Session, id: string): Promise<Outcome<RequestDetail>> {
  const opened = await session.open();
  return opened.ok ? detailOf(session, opened.value, id) : opened;
}

export function unknownRequest(id: string): ReturnType<typeof refusal> {
  return refusal('unknown-request', `There is no request ${id}. secure-config request list shows all.`);
}

/** What nobody should agree to is said at once, and not offered. */
function withoutConsent<Shown extends Pick<RequestDetail, 'actions' | 'refusals' | 'missing'>>(
  shown: Shown,
  { message }: Refusal,
): Shown {
  const barred = ['approve', 'emergencyApprove', 'apply'] as const;
  return {
    ...shown,
    actions: shown.actions.filter(action => !barred.some(each => each === action)),
    refusals: { ...shown.refusals, ...Object.fromEntries(barred.map(action => [action, message])) },
    missing: [message, ...shown.missing.filter(sentence => sentence !== message)],
  };
}

/** Of a change of the policy that is not in force yet. */
async function rotationBy(
  { ledger, view, state }: Opened,
  { subject, ending }: ChangeRequest,
): Promise<RequestDetail['rotation'] | LedgerFailure> {
  const principals = subject.kind === 'policy' && !ending ? departing(state.policy, subject.policy) : [];
  if (principals.length === 0) return null;
  const secrets = await secretsToRotate({ repository: ledger.repository, commit: view.commit }, state);
  return isFailure(secrets) ? secrets : { principals, secrets };
}

function assessmentOf(
  state: LedgerState,
  subject: Subject,
  { before, after, evidence }: Examined,
): Assessment | null {
  if (subject.kind === 'policy' || !evidence) return null;
  const base = state.versions.get(`${subject.environment}@${subject.base}`);
  const findings = findingsChange(
    before.map(({ checked }) => checked),
    after.map(({ checked }) => checked),
  );
  return {
    scoreBefore: base?.assessment.score ?? null,
    scoreAfter: evidence.assessment.score,
    isCompliant: evidence.assessment.isCompliant,
    findingsAdded: findings.added,
    findingsRemoved: findings.removed,
  };
}
