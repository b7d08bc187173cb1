/** `Secure Config: Deprecate Version…`: marks a version as one that is not to be gone back to. */
import * as vscode from 'vscode';
import { askText } from '../ledger/ask.ts';
import { chooseEnvironment, chooseVersion } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { versionIn } from '../ledger/targets.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function deprecateVersion(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const title = vscode.l10n.t('Deprecate Version');
  const named = versionIn(target) ?? (await choose(server, ledgers, title));
  if (!named) return;
  const { folderUri, version } = named;
  const { environment, number } = version;
  const reason = await askText({
    title: vscode.l10n.t('Deprecate {0} {1}', environment, versionName(version)),
    prompt: vscode.l10n.t('Why should nobody go back to it?'),
    example: vscode.l10n.t('its certificates have been revoked'),
  });
  if (reason)
    await server.request('secureConfig/deprecateVersion', { folderUri, environment, number, reason });
}

async function choose(server: Server, ledgers: Ledgers, title: string) {
  const place = await chooseEnvironment(ledgers, title);
  const version = place && (await chooseVersion(server, place, title, ({ status }) => status === 'inactive'));
  return version && { folderUri: place.folderUri, version };
}
