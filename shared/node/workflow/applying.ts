/** Applies an approved request: the files get the approved texts and the environment its version, both or neither. */
import path from 'node:path';
import type { ChangeRequest, ContentSubject } from '../../core/ledger/request.ts';
import { type RestoredFile, restoreContent } from '../../core/workflow/restore.ts';
import type { ShownVersion } from '../../core/workflow/shown/version.ts';
import { ledgerFolder } from '../ledger/personal.ts';
import { type WorkingFiles, workingFiles } from './contents.ts';
import { type Examined, examine, prerequisiteOf } from './evidence.ts';
import { refusal } from './outcome.ts';
import { perform } from './recording.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';
import { type Recovered, recoverStagedFiles, stageFiles, type WantedFile } from './staged-files.ts';
import { shownAt } from './versions.ts';

export async function applyRequest(
  session: Session,
  opened: Opened,
  request: ChangeRequest,
): Promise<Outcome<ShownVersion>> {
  const { subject } = request;
  if (subject.kind === 'policy')
    return refusal('other-subject', 'A change of the policy has no files to write.');
  const examined = await examine(session, opened, request);
  if (!examined.ok) return examined;
  const prerequisite = await prerequisiteOf(session, opened, request, examined.value.after);
  if (!prerequisite.ok) return prerequisite;
  const wanted = await wantedFiles(session, subject, examined.value);
  if (!wanted.ok) return wanted;
  const folder = ledgerFolder(session.surroundings.environment, opened.state.ledgerId);
  const staged = await stageFiles(folder, request.id, wanted.value).catch(writeFailure);
  if (!('commit' in staged)) return staged;
  const { id, digest } = request;
  const { evidence } = examined.value;
  const asked = { request: id, digest, message: null, evidence, prerequisite: prerequisite.value };
  const recorded = await perform(session, opened, { command: 'apply', ...asked });
  if (!recorded.ok) {
    await staged.abandon();
    return recorded;
  }
  await staged.commit();
  const { state } = recorded.value.view;
  return shownAt(state, subject.environment, state.environments.get(subject.environment)?.active ?? 0);
}

/** Finishes or undoes what a crash has left between the ledger and the files. */
export function recoverApplying(session: Session, { state }: Opened): Promise<readonly Recovered[]> {
  const folder = ledgerFolder(session.surroundings.environment, state.ledgerId);
  return recoverStagedFiles(folder, id => state.requests.get(id)?.ending?.status === 'applied');
}

/** The texts that differ from what is there, and files that the content no longer has. */
async function wantedFiles(
  session: Session,
  { environment }: ContentSubject,
  { stored }: Examined,
): Promise<Outcome<readonly WantedFile[]>> {
  const restored = stored && restoreContent(stored.files, stored.bundle);
  if (!restored?.ok) return refusal('secrets-missing', NO_SECRETS);
  const working = await workingFiles(session, environment);
  const files = changedFiles(restored.files, working);
  const { folder } = session.surroundings;
  return { ok: true, value: files.map(file => ({ ...file, path: path.join(folder, file.path) })) };
}

const NO_SECRETS =
  'The secrets of this content cannot be read here, so its files cannot be written. Let somebody apply it who is a recipient, with the identity that reads them.';

function changedFiles(restored: readonly RestoredFile[], { files }: WorkingFiles): WantedFile[] {
  const current = new Map(files.map(({ path: name, document }) => [name, document.text]));
  const changed = restored.filter(({ path: name, text }) => current.get(name) !== text);
  const kept = new Set(restored.map(({ path: name }) => name));
  const gone = [...current.keys()].filter(name => !kept.has(name));
  return [...changed, ...gone.map(name => ({ path: name, text: null }))];
}

function writeFailure(error: unknown): { ok: false; code: string; message: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'reason unknown';
  const message = `The files cannot be written (${code}), so nothing was applied. Give yourself the right to write them, or make room on the disk.`;
  return refusal('not-written', message);
}
