/** `Secure Config: Add Member…`: takes somebody into the ledger by the line with which they introduce themselves. */
import * as vscode from 'vscode';
import { chooseLedger } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { confirmMembers, tellMembers } from '../ledger/member-change.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { RequestPanels } from '../views/request-panel.ts';

export async function addMember(server: Server, ledgers: Ledgers, panels: RequestPanels): Promise<void> {
  const title = vscode.l10n.t('Add Member');
  const folder = await chooseLedger(ledgers, title);
  if (!folder) return;
  const { folderUri, name } = folder;
  const { roles, approvals, obstacle } = await server.request('secureConfig/members', { folderUri });
  if (obstacle !== null) throw new Refusal(obstacle);
  const introduction = await askIntroduction(title);
  if (introduction === undefined) return;
  const chosen = await vscode.window.showQuickPick([...roles], {
    title,
    placeHolder: vscode.l10n.t('Which roles? None is an answer.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!chosen) return;
  const reads = await askSecrets(title);
  if (reads === undefined) return;
  const who = introduction.split(' ').at(-1) ?? '';
  const rolesLine = vscode.l10n.t('Roles: {0}', chosen.join(', ') || vscode.l10n.t('no role'));
  const question = vscode.l10n.t('Take {0} into the ledger of {1}?', who, name);
  if (!(await confirmMembers(question, [rolesLine, reads.label], approvals))) return;
  const wish = { folderUri, introduction, roles: chosen, readsSecrets: reads.value };
  const result = await server.request('secureConfig/addMember', wish);
  await ledgers.refresh();
  const done = vscode.l10n.t('{0} is a member of {1} now.', result.principal, name);
  const { approvals: needed } = await server.request('secureConfig/members', { folderUri });
  const joint = vscode.l10n.t('From now on, a change of the policy takes a request and an approval.');
  await tellMembers(result, folderUri, panels, needed > approvals ? `${done} ${joint}` : done);
}

async function askIntroduction(title: string): Promise<string | undefined> {
  const line = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The line with which they introduce themselves'),
    placeHolder: vscode.l10n.t('ssh-ed25519 AAAA… age1… name, as Show Identity copies it'),
    ignoreFocusOut: true,
    validateInput: typed =>
      typed.trim().split(' ').length === 4
        ? undefined
        : vscode.l10n.t('The whole line: type and key, age recipient, name.'),
  });
  return line?.trim();
}

function askSecrets(title: string) {
  const choices = [
    { label: vscode.l10n.t('Reads secrets'), value: true },
    { label: vscode.l10n.t('Reads no secrets'), value: false },
  ];
  const placeHolder = vscode.l10n.t('Are the secrets encrypted to them, too?');
  return vscode.window.showQuickPick(choices, { title, placeHolder, ignoreFocusOut: true });
}
