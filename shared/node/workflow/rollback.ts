/** Goes back to a version: a request like any other, whose content is that of then; at once where nobody else is needed. */
import type { ChangeRequest, Subject } from '../../core/ledger/request.ts';
import { termsOf } from '../../core/ledger/terms.ts';
import type { Checked } from '../../core/validation/check.ts';
import { decide } from '../../core/workflow/decide.ts';
import { keepCurrentSecrets } from '../../core/workflow/keep-secrets.ts';
import { restoreContent } from '../../core/workflow/restore.ts';
import type { RollbackPreview, RollbackResult } from '../../core/workflow/shown/request.ts';
import type { RollbackTarget, RollbackWish } from '../../core/workflow/shown/wishes.ts';
import { applyRequest } from './applying.ts';
import { check, findVersion, governanceOf, readVersion, workingFiles } from './contents.ts';
import { examine } from './evidence.ts';
import { answered, refusal } from './outcome.ts';
import { type Draft, draftOf, type Kept, keep, NOT_ENCRYPTED, sameBasis } from './proposals.ts';
import { perform } from './recording.ts';
import { previewSubject, propose } from './requests.ts';
import type { Outcome, VersionService } from './service.ts';
import type { Opened, Session } from './session.ts';

export function createRollbacks(session: Session): Pick<VersionService, 'previewRollback' | 'rollback'> {
  return {
    previewRollback: async target => {
      const opened = await session.open();
      return opened.ok ? preview(session, opened.value, target) : opened;
    },
    rollback: async wish => {
      const opened = await session.open();
      return opened.ok ? rollback(session, opened.value, wish) : opened;
    },
  };
}

/** The old version as a draft, and what to bear in mind. */
interface Plan {
  readonly draft: Draft;
  readonly notes: readonly string[];
}

async function planOf(session: Session, opened: Opened, target: RollbackTarget): Promise<Outcome<Plan>> {
  const { environment, to } = target;
  const stored = await readVersion(session, opened, environment, to);
  if (!stored.ok) return stored;
  const restored = restoreContent(stored.value.files, stored.value.bundle);
  if (!restored.ok && !target.keepsSecrets) return refusal('secrets-missing', NO_SECRETS);
  const notes: string[] = [];
  const files: Checked[] = [];
  const current = (await workingFiles(session, environment)).files;
  for (const file of stored.value.files) {
    const text = restored.ok ? restored.files.find(({ path }) => path === file.path)?.text : undefined;
    if (!target.keepsSecrets) {
      files.push(await check(session, file.path, text ?? ''));
      continue;
    }
    const kept = keepCurrentSecrets({
      old: file,
      oldSecrets: stored.value.bundle?.files[file.path],
      current: current.find(({ path }) => path === file.path),
      governance: await governanceOf(session, file.path, file.text),
      now: session.surroundings.now(),
    });
    files.push(await check(session, file.path, kept.text));
    if (kept.missing.length > 0) notes.push(`${kept.missing.join(', ')}: no secret of today to keep.`);
  }
  const draft = await draftOf(session, opened, { environment, files });
  return draft.ok ? answered({ draft: draft.value, notes }) : draft;
}

const NO_SECRETS =
  'The secrets of that version cannot be read here, so its files cannot be restored. Keep the secrets of today instead, or let a recipient roll back.';

async function preview(
  session: Session,
  opened: Opened,
  target: RollbackTarget,
): Promise<Outcome<RollbackPreview>> {
  const plan = await planOf(session, opened, target);
  if (!plan.ok) return plan;
  const { draft, notes } = plan.value;
  const subject = subjectOf(opened, draft, target, 'planned_rollback', contentOf(opened, draft, target));
  if (!subject.ok) return subject;
  const shown = await previewSubject(session, opened, draft, subject.value);
  if (!shown.ok) return shown;
  return answered({
    ...shown.value,
    notes: [...shown.value.notes, ...notes],
    to: target.to,
    emergencyObstacle: await emergencyObstacle(session, opened, subject.value),
  });
}

/** The ledger's own content of then; with today's secrets what was captured, not encrypted yet. */
function contentOf(
  { state }: Opened,
  { captured }: Draft,
  { environment, to, keepsSecrets }: RollbackTarget,
) {
  const version = findVersion(state, environment, to);
  if (version.ok && !keepsSecrets) return version.value.content;
  const files = captured.files.map(({ path }, index) => ({
    path,
    cut: captured.attachments[index]?.name ?? '',
  }));
  return { files, bundle: captured.secrets === null ? null : NOT_ENCRYPTED };
}

function subjectOf(
  opened: Opened,
  draft: Draft,
  { environment, to, keepsSecrets }: RollbackTarget,
  reason: RollbackWish['reason'],
  content: Kept['content'],
): Outcome<Extract<Subject, { kind: 'rollback' }>> {
  const version = findVersion(opened.state, environment, to);
  if (!version.ok) return version;
  const { base, changes, captured } = draft;
  const { assessment } = captured;
  const target = { environment, base, content, changes, assessment };
  return answered({ kind: 'rollback', ...target, to, reason, keepsSecrets });
}

async function emergencyObstacle(
  session: Session,
  { state }: Opened,
  subject: Extract<Subject, { kind: 'rollback' }>,
): Promise<string | null> {
  const terms = termsOf(state, subject);
  if (!terms.emergencyOverride) return 'A changed field allows no emergency. Go the normal way.';
  const actor = await session.actor(state);
  if (!actor.ok) return actor.message;
  const { approvers } = state.policy.approvals.emergency;
  const roles = state.policy.principals[actor.value.principal]?.roles ?? [];
  return roles.some(role => approvers.includes(role))
    ? null
    : `Only ${approvers.join(' or ')} may act in an emergency.`;
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
  const content = kept.value?.content ?? contentOf(opened, seen.value, wish);
  const subject = subjectOf(opened, seen.value, wish, wish.reason, content);
  if (!subject.ok) return subject;
  const proposal = { subject: subject.value, justification: wish.description, impact: '', rollbackPlan: '' };
  const filed = await propose(session, opened, proposal, kept.value?.attachments ?? []);
  if (!filed.ok) return filed;
  return carryOut(session, filed.value.id, wish);
}

/** As far as the one who started it may go alone. */
async function carryOut(session: Session, id: string, wish: RollbackWish): Promise<Outcome<RollbackResult>> {
  const opened = await session.open();
  if (!opened.ok) return opened;
  const request = opened.value.state.requests.get(id);
  if (!request) return answered({ kind: 'requested', request: id });
  const approved = await approveAlone(session, opened.value, request, wish);
  if (!approved.ok) return approved;
  if (!approved.value) return answered({ kind: 'requested', request: id });
  const current = await session.open();
  const ready = current.ok ? current.value.state.requests.get(id) : undefined;
  if (!current.ok) return current;
  if (!ready) return answered({ kind: 'requested', request: id });
  const applied = await applyRequest(session, current.value, ready);
  if (!applied.ok) return applied;
  const { number, environment, files } = applied.value;
  const live = `v${number} of ${environment} is live: the content of v${wish.to} in ${files.join(', ')}.`;
  return answered({ kind: 'done', version: number, live });
}

/** Whether nobody else is needed any more. */
async function approveAlone(
  session: Session,
  opened: Opened,
  request: ChangeRequest,
  { emergency, description, confirmation }: RollbackWish,
): Promise<Outcome<boolean>> {
  const examined = await examine(session, opened, request);
  if (!examined.ok) return examined;
  const { evidence } = examined.value;
  const asked = { request: request.id, digest: request.digest, evidence };
  if (emergency) {
    const command = { command: 'emergencyApprove', ...asked, reason: description, confirmation } as const;
    const recorded = await perform(session, opened, command);
    return recorded.ok ? answered(true) : recorded;
  }
  const actor = await session.actor(opened.state);
  if (!actor.ok) return actor;
  const { principal, key } = actor.value;
  const author = { principal, key, now: session.surroundings.now().toISOString(), id: request.id };
  const command = { command: 'approve', ...asked, roles: null, comment: '' } as const;
  if ('refusal' in decide(opened.state, command, author)) return answered(false);
  const recorded = await perform(session, opened, command);
  if (!recorded.ok) return recorded;
  const { showRequest } = await import('../../core/workflow/shown/show-request.ts');
  const { state } = recorded.value.view;
  const now = state.requests.get(request.id);
  return answered(
    now !== undefined && showRequest(state, now, { author, now: author.now }).status === 'approved',
  );
}
