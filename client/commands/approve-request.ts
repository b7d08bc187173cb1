/** `Secure Config: Approve…`: shows once more what is approved, and signs exactly that. */
import * as vscode from 'vscode';
import type { RequestDetail } from '../../shared/protocol/ledger.ts';
import { chooseRequest, openFor } from '../ledger/choose.ts';
import { describeDecision, ofRequest, refuseUnless } from '../ledger/decision.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { requestIn } from '../ledger/targets.ts';
import type { Server } from '../server.ts';

export async function approveRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const wanted = openFor('approve');
  const named = requestIn(target) ?? (await chooseRequest(server, ledgers, vscode.l10n.t('Approve'), wanted));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('approve', request);
  const comment = await ask(request);
  if (comment === undefined) return;
  const { digest } = request;
  const wish = { ...named, digest, comment };
  const after = await ofRequest(request, server.request('secureConfig/approveRequest', wish));
  await ledgers.refresh();
  tell(after, named);
}

async function ask(request: RequestDetail): Promise<string | undefined> {
  const approve = vscode.l10n.t('Approve');
  const withComment = vscode.l10n.t('Approve with a Comment…');
  const question = vscode.l10n.t('Approve {0}?', request.title);
  const options = { modal: true, detail: describeDecision(request) };
  const choice = await vscode.window.showInformationMessage(question, options, approve, withComment);
  if (choice === approve) return '';
  if (choice !== withComment) return undefined;
  return vscode.window.showInputBox({
    title: question,
    prompt: vscode.l10n.t('What do you want to add?'),
    ignoreFocusOut: true,
  });
}

function tell({ status, title, missing, actions }: RequestDetail, named: unknown): void {
  if (status !== 'approved') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('You have approved {0}. {1}', title, missing.join(' ')),
    );
    return;
  }
  const done = vscode.l10n.t('{0}: everybody has approved.', title);
  const apply = vscode.l10n.t('Apply');
  void vscode.window
    .showInformationMessage(done, ...(actions.includes('apply') ? [apply] : []))
    .then(choice => {
      if (choice) void vscode.commands.executeCommand('secureConfig.applyRequest', named);
    });
}
