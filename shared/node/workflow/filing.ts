/** Files what the working files say as a request, or any other proposal, and says before what that would come to. */
import { randomUUID } from 'node:crypto';
import { rolesOf } from '../../core/ledger/policy.ts';
import type { Subject } from '../../core/ledger/request.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { type Command, decide } from '../../core/workflow/decide.ts';
import type { Preview, RequestDetail } from '../../core/workflow/shown/request.ts';
import { showRequirements } from '../../core/workflow/shown/show-request.ts';
import type { RequestWish } from '../../core/workflow/shown/wishes.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import { contentBeforeSealing, type Draft, draftOfWorking, keep, sameBasis } from './proposals.ts';
import { perform } from './recording.ts';
import { detailAfter } from './request-detail.ts';
import type { Failure, Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';
import { previewOf } from './versions.ts';

export async function previewRequest(
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

/** @param edited the request in whose place it is put */
export async function fileWorking(
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
