/** `Secure Config: Use Identity`: who acts on this machine from now on. */
import * as vscode from 'vscode';
import { describeIdentity } from '../ledger/choose.ts';
import { folderForIdentities } from '../ledger/identities.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

export async function useIdentity(server: Server, ledgers: Ledgers): Promise<void> {
  const folderUri = await folderForIdentities(ledgers);
  if (folderUri === undefined) return;
  const identities = await server.request('secureConfig/identities', { folderUri });
  const create = vscode.l10n.t('$(add) Create Identity…');
  const choices = [
    ...identities.map(identity => ({
      label: identity.name,
      description: identity.isCurrent ? vscode.l10n.t('in use') : '',
      detail: describeIdentity(identity),
    })),
    { label: create, description: '', detail: '' },
  ];
  const options = { title: vscode.l10n.t('Use Identity'), placeHolder: vscode.l10n.t('Who are you?') };
  const chosen = await vscode.window.showQuickPick(choices, options);
  if (!chosen) return;
  if (chosen.label === create) {
    await vscode.commands.executeCommand('secureConfig.createIdentity');
    return;
  }
  await server.request('secureConfig/useIdentity', { folderUri, name: chosen.label });
  await ledgers.refresh();
  vscode.window.setStatusBarMessage(`$(account) ${vscode.l10n.t('You act as {0}', chosen.label)}`, 5000);
}
