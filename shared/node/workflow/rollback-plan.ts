/** What going back to a version would put into the files, and how far the one who starts it could go alone. */
import type { Refusal } from '../../core/ledger/refusal.ts';
import { type Proposal, proposalDigest } from '../../core/ledger/request.ts';
import type { RollbackSubject } from '../../core/ledger/rollbacks.ts';
import { standingOf } from '../../core/ledger/standing.ts';
import type { Checked } from '../../core/validation/check.ts';
import type { Author } from '../../core/workflow/decision.ts';
import { foresee } from '../../core/workflow/foresee.ts';
import { keepCurrentSecrets } from '../../core/workflow/keep-secrets.ts';
import type { RollbackTarget, RollbackWish } from '../../core/workflow/shown/wishes.ts';
import {
  check,
  findVersion,
  governanceOf,
  readVersion,
  restoredFiles,
  type Stored,
  workingFiles,
} from './contents.ts';
import { lostTexts } from './lost-texts.ts';
import { stillMapped } from './mapping.ts';
import { answered, refusal } from './outcome.ts';
import { contentBeforeSealing, type Draft, draftOf, type Kept } from './proposals.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/** The old version as a draft, and what to bear in mind. */
export interface Plan {
  readonly draft: Draft;
  readonly notes: readonly string[];
  /** Files whose text would be lost. */
  readonly lost: readonly string[];
}

export async function planOf(
  session: Session,
  opened: Opened,
  target: RollbackTarget,
): Promise<Outcome<Plan>> {
  const { environment, to } = target;
  const stored = await readVersion(session, opened, environment, to);
  if (!stored.ok) return stored;
  const mapped = await stillMapped(session, { environment, number: to }, stored.value.content);
  if (!mapped.ok) return mapped;
  const current = (await workingFiles(session, environment)).files;
  const files = target.keepsSecrets
    ? await withTodaysSecrets(session, opened, environment, stored.value)
    : await asTheyWere(session, stored.value);
  if (!files.ok) return files;
  const draft = await draftOf(session, opened, { environment, files: files.value.files });
  if (!draft.ok) return draft;
  const lost = await lostTexts(session, opened, environment, current);
  const notes =
    lost.length === 0 ? [] : [`${lost.join(', ')}: what was changed there by hand is overwritten.`];
  return answered({ draft: draft.value, notes: [...files.value.notes, ...notes], lost });
}

type OldFiles = Outcome<{ readonly files: readonly Checked[]; readonly notes: readonly string[] }>;

async function asTheyWere(session: Session, stored: Stored): Promise<OldFiles> {
  const files = await restoredFiles(session, stored);
  return files ? answered({ files, notes: [] }) : refusal('secrets-missing', NO_SECRETS);
}

const NO_SECRETS =
  'The secrets of that version cannot be read here, so its files cannot be restored. Keep the secrets of today instead, or let a recipient roll back.';

/** Those of the active version: what stands in the files has not been approved by anybody. */
async function withTodaysSecrets(
  session: Session,
  opened: Opened,
  environment: string,
  { files, bundle }: Stored,
): Promise<OldFiles> {
  const today = await readActive(session, opened, environment);
  if (!today.ok) return today;
  const checked: Checked[] = [];
  const notes: string[] = [];
  for (const old of files) {
    const kept = keepCurrentSecrets({
      old,
      oldSecrets: bundle?.files[old.path],
      current: today.value.find(({ path }) => path === old.path),
      governance: await governanceOf(session, old.path, old.text),
      now: session.surroundings.now(),
    });
    checked.push(await check(session, old.path, kept.text));
    if (kept.missing.length > 0) notes.push(`${kept.missing.join(', ')}: no secret of today to keep.`);
  }
  return answered({ files: checked, notes });
}

async function readActive(
  session: Session,
  opened: Opened,
  environment: string,
): Promise<Outcome<readonly Checked[]>> {
  const active = opened.state.environments.get(environment)?.active;
  if (active === undefined) return answered([]);
  const stored = await readVersion(session, opened, environment, active);
  if (!stored.ok) return stored;
  const files = await restoredFiles(session, stored.value);
  return files ? answered(files) : refusal('secrets-missing', NO_SECRETS_OF_TODAY);
}

const NO_SECRETS_OF_TODAY =
  'The secrets of the active version cannot be read here, so they cannot be kept. Let a recipient roll back.';

/** The ledger's own content of then; with today's secrets what was captured. */
export function rollbackContent(
  { state }: Opened,
  draft: Draft,
  { environment, to, keepsSecrets }: RollbackTarget,
): Kept['content'] {
  const version = findVersion(state, environment, to);
  return version.ok && !keepsSecrets ? version.value.content : contentBeforeSealing(draft);
}

export function rollbackSubject(
  { base, changes, captured }: Draft,
  { environment, to, keepsSecrets }: RollbackTarget,
  reason: RollbackWish['reason'],
  content: Kept['content'],
): RollbackSubject {
  const { assessment } = captured;
  return { kind: 'rollback', environment, base, content, changes, assessment, to, reason, keepsSecrets };
}

/** `done`: nobody else is needed. `requested`: somebody else has to approve. */
export type Reach = { readonly reach: 'done' | 'requested' } | { readonly refusal: Refusal };

/** Whether it can be carried through, tried without signing anything. */
export function reachOf(
  { state }: Opened,
  author: Author,
  proposal: Proposal,
  { emergency, confirmation }: Pick<RollbackWish, 'emergency' | 'confirmation'>,
): Reach {
  const filed = foresee(state, { command: 'file', ...proposal, role: null }, author);
  if ('refusal' in filed) return filed;
  const { changes, assessment } = proposal.subject as RollbackSubject;
  const evidence = { changes, differing: [], unmapped: [], foreign: [], assessment };
  const asked = { request: author.id, digest: proposalDigest(proposal), evidence };
  const reason = proposal.justification;
  const approved = emergency
    ? foresee(filed.state, { command: 'emergencyApprove', ...asked, reason, confirmation }, next(author))
    : foresee(filed.state, { command: 'approve', ...asked, roles: null, comment: '' }, next(author));
  if ('refusal' in approved) return emergency ? approved : { reach: 'requested' };
  const request = approved.state.requests.get(author.id);
  const isReady = request && standingOf(approved.state, request, author.now).status === 'approved';
  return { reach: isReady ? 'done' : 'requested' };
}

/** Each event has an id of its own. */
function next(author: Author): Author {
  return { ...author, id: `${author.id.slice(0, -1)}${author.id.endsWith('0') ? '1' : '0'}` };
}
