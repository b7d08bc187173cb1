/** Applies an approved request: the files get the approved texts and the environment its version, both or neither. */
import path from 'node:path';
import type { ChangeRequest, ContentSubject } from '../../core/ledger/request.ts';
import { evidenceRefusal } from '../../core/workflow/evidence.ts';
import { type RestoredFile, restoreContent } from '../../core/workflow/restore.ts';
import type { ShownVersion } from '../../core/workflow/shown/version.ts';
import { ledgerFolder } from '../ledger/personal.ts';
import { type WorkingFiles, workingFiles } from './contents.ts';
import { type Examined, examine, prerequisiteOf } from './evidence.ts';
import { lostTexts, lostTextsRefusal } from './lost-texts.ts';
import { refusal, refusedAs } from './outcome.ts';
import { perform } from './recording.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';
import {
  type Finished,
  recoverStagedFiles,
  type Staged,
  stageFiles,
  type WantedFile,
} from './staged-files.ts';
import { shownAt } from './versions.ts';

/** @param overwrites whether texts that are in no version and in no request may be lost */
export async function applyRequest(
  session: Session,
  opened: Opened,
  request: ChangeRequest,
  overwrites: boolean,
): Promise<Outcome<ShownVersion>> {
  const { subject } = request;
  if (subject.kind === 'policy')
    return refusal('other-subject', 'A change of the policy has no files to write.');
  const examined = await examine(session, opened, request);
  if (!examined.ok) return examined;
  const untrue = evidenceRefusal(opened.state, request, examined.value.evidence);
  if (untrue) return refusedAs(untrue); // nothing is put beside the files of what will be refused
  const prerequisite = await prerequisiteOf(session, opened, request, examined.value.after);
  if (!prerequisite.ok) return prerequisite;
  const wanted = await wantedFiles(session, opened, subject, examined.value, overwrites);
  if (!wanted.ok) return wanted;
  const staged = await stage(session, opened, request.id, wanted.value);
  if (!staged.ok) return staged;
  const { id, digest } = request;
  const { evidence } = examined.value;
  const asked = { request: id, digest, message: null, evidence, prerequisite: prerequisite.value };
  const recorded = await perform(session, opened, { command: 'apply', ...asked });
  if (!recorded.ok) {
    await staged.value.abandon();
    return recorded;
  }
  const finished = await staged.value.commit();
  const { state } = recorded.value.view;
  const { environment } = subject;
  const version = shownAt(state, environment, state.environments.get(environment)?.active ?? 0);
  return version.ok ? (halfDone(session, version.value, finished) ?? version) : version;
}

/** Finishes or undoes what a crash has left between the ledger and the files, and says so. */
export async function recoverApplying(session: Session, { state }: Opened): Promise<void> {
  const { environment, onRecovered } = session.surroundings;
  const folder = ledgerFolder(environment, state.ledgerId);
  const isApplied = (id: string) => state.requests.get(id)?.ending?.status === 'applied';
  const recovered = await recoverStagedFiles(folder, isApplied);
  for (const { request, outcome, changed, unwritten } of recovered) {
    const began = `Something was stopped while it applied the request ${request}.`;
    const done = outcome === 'undone' ? UNDONE : `${FINISHED}${notDone(session, { changed, unwritten })}`;
    onRecovered?.(`${began} ${done}`);
  }
}

const UNDONE = 'Nothing of it had been recorded, so the files are as they were. Apply it again.';
const FINISHED = 'The ledger had its version already, so the files were given their texts now.';

/** The texts that differ from what is there, and files that the content no longer has. */
async function wantedFiles(
  session: Session,
  opened: Opened,
  { environment }: ContentSubject,
  { stored }: Examined,
  overwrites: boolean,
): Promise<Outcome<readonly WantedFile[]>> {
  const restored = stored && restoreContent(stored.files, stored.bundle);
  if (!restored?.ok) return refusal('secrets-missing', NO_SECRETS);
  const working = await workingFiles(session, environment);
  const wanted = changedFiles(restored.files, working);
  const lost = overwrites ? [] : await lostTexts(session, opened, environment, working.files);
  const overwritten = lost.filter(each => wanted.some(({ path: name }) => name === each));
  return overwritten.length > 0 ? lostTextsRefusal(overwritten) : { ok: true, value: wanted };
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

async function stage(
  { surroundings }: Session,
  { state }: Opened,
  request: string,
  files: readonly WantedFile[],
): Promise<Outcome<Staged>> {
  const ledger = ledgerFolder(surroundings.environment, state.ledgerId);
  try {
    const staged = await stageFiles({ ledger, root: surroundings.folder, request, files });
    return 'code' in staged ? refusal(staged.code, staged.message) : { ok: true, value: staged };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const message = `The files cannot be written (${code}), so nothing was applied. Give yourself the right to write them, or make room on the disk.`;
    return refusal('not-written', message);
  }
}

/** Undefined: every file has its text. */
function halfDone(
  session: Session,
  { environment, number }: ShownVersion,
  finished: Finished,
): Outcome<never> | undefined {
  const missing = notDone(session, finished);
  if (missing === '') return undefined;
  return refusal('not-written', `v${number} of ${environment} is active in the ledger.${missing}`);
}

function notDone({ surroundings }: Session, { changed, unwritten }: Finished): string {
  const named = (files: readonly string[]) =>
    files.map(file => path.relative(surroundings.folder, file)).join(', ');
  return [
    changed.length > 0
      ? ` Somebody changed ${named(changed)} in that moment, so what they wrote was kept: secure-config diff shows how it differs.`
      : '',
    unwritten.length > 0
      ? ` ${named(unwritten)} could not be written: make that possible, and the next command writes it.`
      : '',
  ].join('');
}
