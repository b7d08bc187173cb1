/** Holds the paths of a content against the manifest as it is here: an environment's approvers answer for its files alone. */
import type { Content } from '../../core/ledger/content.ts';
import { listed } from '../../core/workflow/listed.ts';
import { unmappedPaths } from './environment-files.ts';
import { answered, refusal } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Session } from './session.ts';

/** The paths that the manifest does not map to the environment. */
export function unmappedFiles(
  { surroundings }: Session,
  environment: string,
  { files }: Content,
): Promise<readonly string[]> {
  const paths = files.map(({ path }) => path);
  return unmappedPaths(surroundings.workspace(), surroundings.folder, environment, paths);
}

/** Refuses to write a version's files where the manifest has come to map one elsewhere, or never did. */
export async function stillMapped(
  session: Session,
  { environment, number }: { readonly environment: string; readonly number: number },
  content: Content,
): Promise<Outcome<undefined>> {
  const paths = await unmappedFiles(session, environment, content);
  if (paths.length === 0) return answered(undefined);
  const message = `v${number} of ${environment} has ${listed(paths)}, which secure-config.yaml does not map to ${environment} now, so its files are not written. If that belongs to ${environment}, map it again under files in secure-config.yaml; else take a version without it.`;
  return refusal('unmapped-file', message);
}
