/** What can be done with change requests: list, look at, file, edit, approve, reject, cancel, apply, review. */
import { randomUUID } from 'node:crypto';
import { departing } from '../../core/ledger/departures.ts';
import { rolesOf } from '../../core/ledger/policy.ts';
import type { ChangeRequest, Subject } from '../../core/ledger/request.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Command } from '../../core/workflow/decide.ts';
import { decide } from '../../core/workflow/decide.ts';
import { listRequests } from '../../core/workflow/shown/list-requests.ts';
import type { Preview, RequestDetail } from '../../core/workflow/shown/request.ts';
import { showDifference } from '../../core/workflow/shown/show-difference.ts';
import { findingsChange } from '../../core/workflow/shown/show-findings.ts';
import { policyDifferences } from '../../core/workflow/shown/show-policy.ts';
import { requestText, showRequest, showRequirements } from '../../core/workflow/shown/show-request.ts';
import type { Assessment } from '../../core/workflow/shown/version.ts';
import type { RequestWish } from '../../core/workflow/shown/wishes.ts';
import { isFailure } from '../git/failure.ts';
import type { LedgerFailure } from '../ledger/ledger-failure.ts';
import { secretsToRotate } from '../ledger/rotation.ts';
import { applyRequest } from './applying.ts';
import { type Examined, examine } from './evidence.ts';
import { welcomeNewcomers } from './newcomers.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import { contentBeforeSealing, type Draft, draftOfWorking, keep, sameBasis } from './proposals.ts';
import { perform } from './recording.ts';
import type { Failure, Outcome, RequestService } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';
import { previewOf } from './versions.ts';

export function createRequests(session: Session): RequestService {
  /** Does what a command says, and shows the request as it is then. */
  const act = (
    id: string,
    command: (request: ChangeRequest, examined: Examined | null) => Command,
    looks: boolean,
  ) =>
    withLedger(session, async opened => {
      const request = opened.state.requests.get(id);
      if (!request) return unknownRequest(id);
      const examined = looks ? await examine(session, opened, request) : answered(null);
      if (!examined.ok) return examined;
      const recorded = await perform(session, opened, command(request, examined.value));
      return recorded.ok ? detailAfter(session, id) : recorded;
    });
  return {
    requests: filter =>
      withLedger(session, async ({ state }) => {
        const viewer = await session.viewer(state);
        const { items, next } = page(listRequests(state, filter.whose, viewer), filter);
        return answered({ items: items.map(request => showRequest(state, request, viewer)), next });
      }),
    request: id => withLedger(session, opened => detailOf(session, opened, id)),
    previewRequest: environment =>
      withLedger(session, opened => previewRequest(session, opened, environment)),
    fileRequest: wish => withLedger(session, opened => fileWorking(session, opened, wish, undefined)),
    editRequest: wish => withLedger(session, opened => fileWorking(session, opened, wish, wish.id)),
    approve: ({ id, digest, comment }) =>
      act(
        id,
        (_, examined) => ({
          command: 'approve',
          ...{ request: id, digest, comment, roles: null, evidence: examined?.evidence ?? null },
        }),
        true,
      ),
    emergencyApprove: ({ id, digest, reason, confirmation }) =>
      act(
        id,
        (_, examined) => ({
          command: 'emergencyApprove',
          ...{ request: id, digest, reason, confirmation, evidence: examined?.evidence ?? null },
        }),
        true,
      ),
    reject: ({ id, reason }) =>
      act(id, ({ digest }) => ({ command: 'reject', request: id, digest, reason }), false),
    cancel: ({ id, reason }) => act(id, () => ({ command: 'cancel', request: id, reason }), false),
    review: ({ id, finding }) => act(id, () => ({ command: 'review', request: id, finding }), false),
    apply: (id, { overwrites } = { overwrites: false }) =>
      withLedger(session, async opened => {
        const request = opened.state.requests.get(id);
        if (!request) return unknownRequest(id);
        if (request.subject.kind !== 'policy') return applyRequest(session, opened, request, overwrites);
        const recorded = await perform(session, opened, { command: 'changePolicy', request: id });
        return recorded.ok ? welcomeNewcomers(session, opened, recorded.value.view) : recorded;
      }),
  };
}

function unknownRequest(id: string): ReturnType<typeof refusal> {
  return refusal('unknown-request', `There is no request ${id}. secure-config request list shows all.`);
}

async function detailAfter(session: Session, id: string): Promise<Outcome<RequestDetail>> {
  const opened = await session.open();
  return opened.ok ? detailOf(session, opened.value, id) : opened;
}

async function detailOf(session: Session, opened: Opened, id: string): Promise<Outcome<RequestDetail>> {
  const { state } = opened;
  const request = state.requests.get(id);
  if (!request) return unknownRequest(id);
  const viewer = await session.viewer(state);
  const examined = await examine(session, opened, request);
  if (!examined.ok) return examined;
  const rotation = await rotationBy(opened, request);
  if (isFailure(rotation)) return refusedAs(rotation);
  const { differences, evidence, stored } = examined.value;
  const { subject } = request;
  return answered({
    ...showRequest(state, request, viewer),
    ...requestText(state, request, viewer),
    changes:
      subject.kind === 'policy'
        ? policyDifferences(state.policy, subject.policy)
        : differences.map(showDifference),
    rotation,
    files: stored?.content.files.map(({ path }) => path) ?? [],
    assessment: evidence && assessmentOf(state, request.subject, examined.value),
  });
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

function page<Item>(items: readonly Item[], { before, limit }: { before: number | null; limit: number }) {
  const start = before ?? 0;
  const next = start + limit;
  return { items: items.slice(start, next), next: next < items.length ? next : null };
}

async function previewRequest(
  session: Session,
  opened: Opened,
  environment: string,
): Promise<Outcome<Preview>> {
  const draft = await draftOfWorking(session, opened, environment);
  if (!draft.ok) return draft;
  return previewSubject(session, opened, draft.value, subjectOf(draft.value));
}

/** What the policy would say to a subject that is not filed yet. */
export async function previewSubject(
  session: Session,
  { state }: Opened,
  draft: Draft,
  subject: Subject,
): Promise<Outcome<Preview>> {
  const viewer = await session.viewer(state);
  const requirements = showRequirements(state, subject, viewer);
  const obstacle = await obstacleTo(session, state, subject);
  return answered({
    ...previewOf(draft),
    requirements,
    obstacle: obstacle?.message ?? null,
    obstacleCode: obstacle?.code ?? null,
  });
}

/** Why it could not be filed now. */
async function obstacleTo(
  session: Session,
  state: LedgerState,
  subject: Subject,
): Promise<Failure | undefined> {
  const actor = await session.actor(state);
  if (!actor.ok) return actor;
  const { principal, key } = actor.value;
  const author = { principal, key, now: session.surroundings.now().toISOString(), id: randomUUID() };
  const proposal = { subject, justification: 'A change.', impact: '', rollbackPlan: '' };
  const decision = decide(state, { command: 'file', ...proposal, role: null }, author);
  return 'refusal' in decision ? decision.refusal : undefined;
}

/** Not encrypted yet: to find out what would be asked of it. */
function subjectOf(draft: Draft): Subject {
  const { environment, base, captured, changes } = draft;
  const content = contentBeforeSealing(draft);
  return { kind: 'change', environment, base, content, changes, assessment: captured.assessment };
}

async function fileWorking(
  session: Session,
  opened: Opened,
  wish: RequestWish,
  edited: string | undefined,
): Promise<Outcome<RequestDetail>> {
  const draft = await draftOfWorking(session, opened, wish.environment);
  const seen = draft.ok ? sameBasis(draft.value, wish.basis) : draft;
  if (!seen.ok) return seen;
  const kept = await keep(opened, seen.value);
  if (!kept.ok) return kept;
  const { environment, base, changes, isUnchanged } = seen.value;
  const { content, assessment, attachments } = kept.value;
  if (isUnchanged) return nothingToDo(environment);
  const subject: Subject = { kind: 'change', environment, base, content, changes, assessment };
  const { justification, impact, rollbackPlan } = wish;
  const proposal = { subject, justification, impact, rollbackPlan };
  return propose(session, opened, proposal, attachments, edited);
}

function nothingToDo(environment: string): ReturnType<typeof refusal> {
  return refusal('no-change', `${environment} is as its active version has it. There is nothing to ask for.`);
}

/** Files a proposal, or puts it in the place of another. */
export async function propose(
  session: Session,
  opened: Opened,
  proposal: Omit<Extract<Command, { command: 'file' }>, 'command' | 'role'>,
  attachments: readonly Uint8Array[],
  edited?: string,
): Promise<Outcome<RequestDetail>> {
  const actor = await session.actor(opened.state);
  if (!actor.ok) return refusedAs(actor);
  const [role = null] = rolesOf(opened.state.policy, actor.value.principal);
  const command: Command =
    edited === undefined
      ? { command: 'file', ...proposal, role }
      : { command: 'edit', request: edited, ...proposal };
  const recorded = await perform(session, opened, command, attachments);
  return recorded.ok ? detailAfter(session, edited ?? recorded.value.event.id) : recorded;
}
