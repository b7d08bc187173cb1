/** `Secure Config: Cancel Request…`: takes back what one has asked for. */
import * as vscode from 'vscode';
import { askText } from '../ledger/ask.ts';
import { chooseRequest, openFor } from '../ledger/choose.ts';
import { refuseUnless } from '../ledger/decision.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { requestIn } from '../ledger/targets.ts';
import type { Server } from '../server.ts';

export async function cancelRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const wanted = openFor('cancel');
  const named =
    requestIn(target) ?? (await chooseRequest(server, ledgers, vscode.l10n.t('Cancel Request'), wanted));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('cancel', request);
  const reason = await askText({
    title: vscode.l10n.t('Cancel {0}', request.title),
    prompt: vscode.l10n.t('Why is it not needed any more?'),
  });
  if (!reason) return;
  await server.request('secureConfig/cancelRequest', { ...named, reason });
  await ledgers.refresh();
}
