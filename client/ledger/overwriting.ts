/** Files that somebody changed by hand are overwritten only when the person has seen what would be lost, and says so. */
import * as vscode from 'vscode';
import { codeOfRefusal, refusalIn } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { Place } from './choose.ts';
import type { Ledgers } from './ledgers.ts';
import { showComparison } from './version-documents.ts';
import { readable } from './words.ts';

/**
 * Does it, and once more with `overwrites` when the person has agreed.
 * Undefined: they did not, and nothing was done.
 * @param place whose files would be written; undefined: it writes none
 */
export async function askBeforeOverwriting<Result>(
  server: Server,
  ledgers: Ledgers,
  place: Place | undefined,
  work: (overwrites: boolean) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work(false);
  } catch (error) {
    if (!place || codeOfRefusal(error) !== 'files-changed') throw error;
    await showWhatWouldBeLost(server, ledgers, place);
    const overwrite = vscode.l10n.t('Overwrite');
    // Not modal: the comparison is there to be read first.
    const choice = await vscode.window.showWarningMessage(readable(refusalIn(error) ?? ''), overwrite);
    return choice === overwrite ? work(true) : undefined;
  }
}

/** The active version beside the files as they are. */
async function showWhatWouldBeLost(
  server: Server,
  ledgers: Ledgers,
  { folderUri, environment }: Place,
): Promise<void> {
  const environments = ledgers.of(folderUri)?.status?.environments ?? [];
  const number = environments.find(({ name }) => name === environment)?.active;
  if (number === undefined) return;
  const left = { kind: 'version', environment, number } as const;
  const right = { kind: 'working', environment } as const;
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  const title = vscode.l10n.t('{0} v{1} ↔ what would be overwritten', environment, number);
  await showComparison(folderUri, [left, right], comparison, title);
}
