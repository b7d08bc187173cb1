/** `Secure Config: Show Identity`: who acts here, in which roles, with which key. */
import * as vscode from 'vscode';
import { describeIdentity } from '../ledger/choose.ts';
import { folderForIdentities } from '../ledger/identities.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

export async function showIdentity(server: Server, ledgers: Ledgers): Promise<void> {
  const folderUri = await folderForIdentities(ledgers);
  if (folderUri === undefined) return;
  const identities = await server.request('secureConfig/identities', { folderUri });
  const current = identities.find(({ isCurrent }) => isCurrent);
  const use = vscode.l10n.t('Use Another');
  if (!current) {
    const message = vscode.l10n.t(
      'No identity is in use, so nothing can be signed. Make one, or choose one.',
    );
    if (await vscode.window.showInformationMessage(message, use))
      await vscode.commands.executeCommand('secureConfig.useIdentity');
    return;
  }
  const roles = ledgers.ready.map(({ name, status: { identity, identityProblem } }) =>
    identity
      ? vscode.l10n.t('{0}: {1}', name, identity.roles.join(', ') || vscode.l10n.t('no role'))
      : vscode.l10n.t('{0}: {1}', name, identityProblem ?? ''),
  );
  const copy = vscode.l10n.t('Copy Key Fingerprint');
  const introduce = vscode.l10n.t('Copy Introduction');
  const detail = [describeIdentity(current), '', ...roles].join('\n');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('You act as {0}', current.name),
    { modal: true, detail },
    copy,
    introduce,
    use,
  );
  if (choice === copy) await vscode.env.clipboard.writeText(current.keyFingerprint);
  if (choice === introduce) await vscode.env.clipboard.writeText(current.introduction);
  if (choice === use) await vscode.commands.executeCommand('secureConfig.useIdentity');
}
