/** `Secure Config: Review…`: pays the debt of an emergency approval: what was done, looked at afterwards. */
import * as vscode from 'vscode';
import type { ShownRequest } from '../../shared/protocol/ledger.ts';
import { askText } from '../ledger/ask.ts';
import { chooseRequest } from '../ledger/choose.ts';
import { refuseUnless } from '../ledger/decision.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { requestIn } from '../ledger/targets.ts';
import type { Server } from '../server.ts';

export async function reviewRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const wanted = {
    action: 'review',
    isAbout: ({ emergency }: ShownRequest) => emergency !== null && emergency.review === null,
    nothing: vscode.l10n.t('No review is owed.'),
  } as const;
  const named = requestIn(target) ?? (await chooseRequest(server, ledgers, vscode.l10n.t('Review'), wanted));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('review', request);
  const finding = await askText({
    title: vscode.l10n.t('Review of {0}', request.title),
    prompt: vscode.l10n.t('What do you find? Was the emergency one, and is what was done right?'),
  });
  if (!finding) return;
  await server.request('secureConfig/reviewRequest', { ...named, finding });
  await ledgers.refresh();
}
