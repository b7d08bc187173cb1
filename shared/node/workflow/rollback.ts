/** Goes back to a version: a request like any other, whose content is that of then; at once where nobody else is needed. */
import { randomUUID } from 'node:crypto';
import type { ChangeRequest, Proposal } from '../../core/ledger/request.ts';
import { standingOf } from '../../core/ledger/standing.ts';
import type { RollbackPreview, RollbackResult } from '../../core/workflow/shown/request.ts';
import type { RollbackTarget, RollbackWish } from '../../core/workflow/shown/wishes.ts';
import { applyRequest } from './applying.ts';
import { examine } from './evidence.ts';
import { previewSubject, propose } from './filing.ts';
import { lostTextsRefusal } from './lost-texts.ts';
import { answered, refusedAs } from './outcome.ts';
import { keep, sameBasis } from './proposals.ts';
import { perform } from './recording.ts';
import { planOf, reachOf, rollbackContent, rollbackSubject } from './rollback-plan.ts';
import type { Failure, Outcome, VersionService } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';

export function createRollbacks(session: Session): Pick<VersionService, 'previewRollback' | 'rollback'> {
  return {
    previewRollback: target => withLedger(session, opened => preview(session, opened, target)),
    rollback: wish => withLedger(session, opened => rollback(session, opened, wish)),
  };
}

async function preview(
  session: Session,
  opened: Opened,
  target: RollbackTarget,
): Promise<Outcome<RollbackPreview>> {
  const plan = await planOf(session, opened, target);
  if (!plan.ok) return plan;
  const { draft, notes } = plan.value;
  const content = rollbackContent(opened, draft, target);
  const subject = rollbackSubject(draft, target, 'planned_rollback', content);
  const shown = await previewSubject(session, opened, draft, subject);
  if (!shown.ok) return shown;
  const emergency = { emergency: true, confirmation: target.environment };
  const reach = await reachHere(session, opened, proposalOf(subject, 'To go back.'), emergency);
  return answered({
    ...shown.value,
    notes: [...shown.value.notes, ...notes],
    to: target.to,
    emergencyObstacle: reach.ok ? null : reach.message,
  });
}

function proposalOf(subject: Proposal['subject'], justification: string): Proposal {
  return { subject, justification, impact: '', rollbackPlan: '' };
}

async function reachHere(
  session: Session,
  opened: Opened,
  proposal: Proposal,
  wish: Pick<RollbackWish, 'emergency' | 'confirmation'>,
): Promise<Outcome<'done' | 'requested'>> {
  const actor = await session.actor(opened.state);
  if (!actor.ok) return actor;
  const { principal, key } = actor.value;
  const author = { principal, key, now: session.surroundings.now().toISOString(), id: randomUUID() };
  const reach = reachOf(opened, author, proposal, wish);
  return 'refusal' in reach ? refusedAs(reach.refusal) : answered(reach.reach);
}

async function rollback(
  session: Session,
  opened: Opened,
  wish: RollbackWish,
): Promise<Outcome<RollbackResult>> {
  const plan = await planOf(session, opened, wish);
  if (!plan.ok) return plan;
  const seen = sameBasis(plan.value.draft, wish.basis);
  if (!seen.ok) return seen;
  const kept = wish.keepsSecrets ? await keep(opened, seen.value) : answered(undefined);
  if (!kept.ok) return kept;
  const content = kept.value?.content ?? rollbackContent(opened, seen.value, wish);
  const proposal = proposalOf(rollbackSubject(seen.value, wish, wish.reason, content), wish.description);
  const reach = await reachHere(session, opened, proposal, wish);
  if (!reach.ok) return reach;
  const isAlone = reach.value === 'done';
  if (isAlone && !wish.overwrites && plan.value.lost.length > 0) return lostTextsRefusal(plan.value.lost);
  const filed = await propose(session, opened, proposal, kept.value?.attachments ?? []);
  if (!filed.ok) return filed;
  const { id } = filed.value;
  if (!isAlone) return answered({ kind: 'requested', request: id });
  const done = await withLedger(session, current => carryOut(session, current, id, wish));
  if (!done.ok) await giveUp(session, id, wish.environment, done);
  return done;
}

async function carryOut(
  session: Session,
  opened: Opened,
  id: string,
  wish: RollbackWish,
): Promise<Outcome<RollbackResult>> {
  const request = opened.state.requests.get(id);
  if (!request) return answered({ kind: 'requested', request: id });
  const approved = await approveAlone(session, opened, request, wish);
  if (!approved.ok) return approved;
  const { state } = approved.value;
  const ready = state.requests.get(id) ?? request;
  const { status } = standingOf(state, ready, session.surroundings.now().toISOString());
  if (status !== 'approved') return answered({ kind: 'requested', request: id });
  const applied = await applyRequest(session, approved.value, ready, wish.overwrites === true);
  if (!applied.ok) return applied;
  const { number, environment, files } = applied.value;
  const live = `v${number} of ${environment} is live: the content of v${wish.to} in ${files.join(', ')}.`;
  return answered({ kind: 'done', version: number, live });
}

async function approveAlone(
  session: Session,
  opened: Opened,
  request: ChangeRequest,
  { emergency, description, confirmation }: RollbackWish,
): Promise<Outcome<Opened>> {
  const examined = await examine(session, opened, request);
  if (!examined.ok) return examined;
  const { evidence } = examined.value;
  const asked = { request: request.id, digest: request.digest, evidence };
  const recorded = emergency
    ? await perform(session, opened, {
        command: 'emergencyApprove',
        ...{ ...asked, reason: description, confirmation },
      })
    : await perform(session, opened, { command: 'approve', ...asked, roles: null, comment: '' });
  return recorded.ok ? session.open() : recorded;
}

/** Nothing stays open of a rollback that failed, and the ledger says that it did. Where even that fails, the failure itself counts. */
async function giveUp(session: Session, id: string, environment: string, why: Failure): Promise<void> {
  await withLedger(session, async opened => {
    const detail = `${why.code}: ${why.message}`.slice(0, LONGEST_DETAIL);
    const failed = { action: 'rollback-failed', environment, version: null, detail } as const;
    await perform(session, opened, { command: 'recordAudit', ...failed });
    if (opened.state.requests.get(id)?.ending) return answered(undefined);
    const reason = `The rollback failed. ${why.message}`.slice(0, LONGEST_DETAIL);
    return perform(session, opened, { command: 'cancel', request: id, reason });
  });
}

/** Characters. */
const LONGEST_DETAIL = 2000;
