/** `Secure Config: Reject…`: ends a request, with the reason. */
import * as vscode from 'vscode';
import { askText } from '../ledger/ask.ts';
import { chooseRequest, openFor } from '../ledger/choose.ts';
import { ofRequest, refuseUnless } from '../ledger/decision.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { requestIn } from '../ledger/targets.ts';
import type { Server } from '../server.ts';

export async function rejectRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const wanted = openFor('reject');
  const named = requestIn(target) ?? (await chooseRequest(server, ledgers, vscode.l10n.t('Reject'), wanted));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('reject', request);
  const reason = await askText({
    title: vscode.l10n.t('Reject {0}', request.title),
    prompt: vscode.l10n.t(
      'Why? {0} reads it. A rejected request is over; another one can be filed.',
      request.requester,
    ),
  });
  if (!reason) return;
  await ofRequest(request, server.request('secureConfig/rejectRequest', { ...named, reason }));
  await ledgers.refresh();
}
