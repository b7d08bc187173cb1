/** `Open Version`: a version's file, read-only, with its secrets covered. */
import * as vscode from 'vscode';
import { chooseEnvironment, chooseVersion, pick } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { versionIn } from '../ledger/targets.ts';
import { versionUri } from '../ledger/version-documents.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function openVersion(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const title = vscode.l10n.t('Open Version');
  const named = versionIn(target) ?? (await choose(server, ledgers, title));
  if (!named) return;
  const { folderUri, version } = named;
  const { environment, number, files } = version;
  const choices = files.map(path => ({ label: path, value: path }));
  const path = await pick(choices, `${environment} ${versionName(version)}`, vscode.l10n.t('Which file?'));
  if (path === undefined) return;
  await vscode.window.showTextDocument(versionUri(folderUri, { kind: 'version', environment, number }, path));
}

async function choose(server: Server, ledgers: Ledgers, title: string) {
  const place = await chooseEnvironment(ledgers, title);
  const version = place && (await chooseVersion(server, place, title));
  return version && { folderUri: place.folderUri, version };
}
