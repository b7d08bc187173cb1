/** `Copy Id`: the name of a version, a request or an event, for a message or the command line. */
import * as vscode from 'vscode';
import { requestIn, versionIn } from '../ledger/targets.ts';

export async function copyLedgerId(target: unknown): Promise<void> {
  const version = versionIn(target)?.version;
  const event = (target as { event?: { id?: unknown } } | undefined)?.event?.id;
  const id = version ? `${version.environment}@${version.number}` : (requestIn(target)?.id ?? event);
  if (typeof id !== 'string') return;
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', id), 3000);
}
