/**
 * `Secure Config: Emergency Approve…`: instead of the approvers, for who may, where every field allows it. Deliberate: a
 * written reason, a confirmation in so many letters, and a review that is owed afterwards.
 */
import * as vscode from 'vscode';
import { askText } from '../ledger/ask.ts';
import { chooseRequest, openFor } from '../ledger/choose.ts';
import { describeDecision, ofRequest, refuseUnless } from '../ledger/decision.ts';
import { confirmEmergency } from '../ledger/emergency.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { requestIn } from '../ledger/targets.ts';
import { describeTime } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function emergencyApproveRequest(
  server: Server,
  ledgers: Ledgers,
  target: unknown,
): Promise<void> {
  const title = vscode.l10n.t('Emergency Approve');
  const wanted = openFor('emergencyApprove');
  const named = requestIn(target) ?? (await chooseRequest(server, ledgers, title, wanted));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('emergencyApprove', request);
  const reason = await askText({
    title: vscode.l10n.t('Emergency: {0}', request.title),
    prompt: vscode.l10n.t('What is the emergency, and why can it not wait for the approvers?'),
  });
  if (!reason) return;
  const { digest, environment } = request;
  const detail = describeDecision(request);
  const confirmation = await confirmEmergency(request.title, environment ?? 'policy', detail, title);
  if (confirmation === undefined) return;
  const wish = { ...named, digest, reason, confirmation };
  const after = await ofRequest(request, server.request('secureConfig/emergencyApproveRequest', wish));
  await ledgers.refresh();
  const due = after.emergency ? describeTime(after.emergency.reviewDue) : '';
  const apply = vscode.l10n.t('Apply');
  const message = vscode.l10n.t(
    '{0} is approved in an emergency. A review is owed by {1}.',
    after.title,
    due,
  );
  void vscode.window.showWarningMessage(message, apply).then(choice => {
    if (choice) void vscode.commands.executeCommand('secureConfig.applyRequest', named);
  });
}
