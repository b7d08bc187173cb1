/** `Secure Config: Tag Version…`: gives a version a name to find it by. */
import * as vscode from 'vscode';
import { askText } from '../ledger/ask.ts';
import { chooseEnvironment, chooseVersion } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { versionIn } from '../ledger/targets.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function tagVersion(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const title = vscode.l10n.t('Tag Version');
  const named = versionIn(target) ?? (await choose(server, ledgers, title));
  if (!named) return;
  const { folderUri, version } = named;
  const { environment, number } = version;
  const tag = await askText({
    title: vscode.l10n.t('Tag {0} {1}', environment, versionName(version)),
    prompt: vscode.l10n.t('A name for this version'),
    example: 'release-2026.11',
    objection: text =>
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
        ? undefined
        : vscode.l10n.t('Letters, digits, dots, dashes and underscores; at most 64.'),
  });
  if (tag) await server.request('secureConfig/tagVersion', { folderUri, environment, number, tag });
}

async function choose(server: Server, ledgers: Ledgers, title: string) {
  const place = await chooseEnvironment(ledgers, title);
  const version = place && (await chooseVersion(server, place, title));
  return version && { folderUri: place.folderUri, version };
}
