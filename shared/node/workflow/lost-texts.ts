/** Finds what would be lost if files were replaced: texts that no version and no request of the ledger has. */
import { readWorking } from '../../core/drift/side.ts';
import type { Checked } from '../../core/validation/check.ts';
import { jsonAttachment } from '../../core/workflow/attachment.ts';
import { restoreContent } from '../../core/workflow/restore.ts';
import { readVersion } from './contents.ts';
import { refusal } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/**
 * The paths of those that somebody wrote and nobody asked for.
 * @param files all of the environment, as they are
 */
export async function lostTexts(
  session: Session,
  opened: Opened,
  environment: string,
  files: readonly Checked[],
): Promise<readonly string[]> {
  const fingerprint = await session.fingerprint(opened);
  const names = knownNames(opened, environment);
  const written = readWorking(files, fingerprint).map(({ side }) => side.file);
  const lost = written.filter(file => !names.has(jsonAttachment(file).name)).map(file => file.path);
  if (lost.length === 0) return lost;
  const texts = await activeTexts(session, opened, environment);
  return lost.filter(path => files.find(file => file.path === path)?.document.text !== texts.get(path));
}

export function lostTextsRefusal(paths: readonly string[]): Outcome<never> {
  const [are, they] = paths.length === 1 ? ['has', 'it'] : ['have', 'them'];
  const message = `${paths.join(', ')} ${are} changes that are in no version and in no request, and they would be lost. Ask for them by a request of their own, or undo them, or let them be overwritten: on the command line by --overwrite, which replaces ${they}.`;
  return refusal('files-changed', message);
}

/** By the fingerprints of today: what was kept before the key changed has others. */
function knownNames({ state }: Opened, environment: string): ReadonlySet<string> {
  const versions = [...state.versions.values()].filter(each => each.environment === environment);
  const subjects = [...state.requests.values()].flatMap(({ subject }) =>
    subject.kind !== 'policy' && subject.environment === environment ? [subject] : [],
  );
  return new Set([...versions, ...subjects].flatMap(({ content }) => content.files.map(({ cut }) => cut)));
}

async function activeTexts(
  session: Session,
  opened: Opened,
  environment: string,
): Promise<ReadonlyMap<string, string>> {
  const active = opened.state.environments.get(environment)?.active;
  const stored = active === undefined ? undefined : await readVersion(session, opened, environment, active);
  const restored = stored?.ok ? restoreContent(stored.value.files, stored.value.bundle) : undefined;
  return new Map(restored?.ok ? restored.files.map(({ path, text }) => [path, text]) : []);
}
