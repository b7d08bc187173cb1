/** `Secure Config: Remove Member…`: takes somebody out of the ledger, and says which secrets they can still know. */
import * as vscode from 'vscode';
import { chooseLedger } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { confirmMembers, tellMembers } from '../ledger/member-change.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { RequestPanels } from '../views/request-panel.ts';

export async function removeMember(server: Server, ledgers: Ledgers, panels: RequestPanels): Promise<void> {
  const title = vscode.l10n.t('Remove Member');
  const folder = await chooseLedger(ledgers, title);
  if (!folder) return;
  const { folderUri, name } = folder;
  const { members, approvals, obstacle } = await server.request('secureConfig/members', { folderUri });
  if (obstacle !== null) throw new Refusal(obstacle);
  const choices = members.map(({ principal, roles, readsSecrets }) => ({
    label: principal,
    description: roles.join(', ') || vscode.l10n.t('no role'),
    ...(readsSecrets && { detail: vscode.l10n.t('Reads secrets') }),
  }));
  const placeHolder = vscode.l10n.t('Who leaves?');
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder });
  if (!chosen) return;
  const question = vscode.l10n.t('Take {0} out of the ledger of {1}?', chosen.label, name);
  const lines = [
    vscode.l10n.t('Their keys are revoked for good: what they have signed stays valid.'),
    vscode.l10n.t('Secrets are no longer encrypted to them; those that they could read they still know.'),
  ];
  if (!(await confirmMembers(question, lines, approvals))) return;
  const result = await server.request('secureConfig/removeMember', { folderUri, principal: chosen.label });
  await ledgers.refresh();
  const done = vscode.l10n.t('{0} is no member of {1} any more.', result.principal, name);
  await tellMembers(result, folderUri, panels, done);
}
