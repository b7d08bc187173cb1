/** `Waive…`, from a code action: asks where, why and until when, and has the server write the waiver. */
import * as vscode from 'vscode';
import type { WaiveTarget } from '../../shared/protocol.ts';
import type { Server } from '../server.ts';
import { dayAfter, objectionToDay, objectionToReason, USUAL_DAYS } from '../waiver-terms.ts';

type Into = 'file' | 'manifest';

export async function waive(server: Server, target: unknown): Promise<void> {
  if (!isTarget(target))
    throw new Error(vscode.l10n.t('A waiver is for a finding: choose Waive… in its quick fixes.'));
  const title = vscode.l10n.t('Waive {0}', target.rule);
  const into = await askWhere(title);
  const reason = into && (await askReason(title));
  const until = reason && (await askUntil(title));
  if (!into || !reason || !until) return;
  await server.execute('secureConfig.server.waive', { ...target, reason: reason.trim(), until, into });
}

async function askWhere(title: string): Promise<Into | undefined> {
  const places: (vscode.QuickPickItem & { into: Into })[] = [
    {
      label: vscode.l10n.t('In this file'),
      description: vscode.l10n.t('as a comment above the line'),
      into: 'file',
    },
    {
      label: vscode.l10n.t('In the manifest'),
      description: vscode.l10n.t('under waivers, for this file'),
      into: 'manifest',
    },
  ];
  return (
    await vscode.window.showQuickPick(places, {
      title,
      placeHolder: vscode.l10n.t('Where is it written down?'),
    })
  )?.into;
}

function askReason(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Why is the exception acceptable?'),
    placeHolder: vscode.l10n.t('Such as: the old mobile clients are being replaced'),
    ignoreFocusOut: true,
    validateInput: objectionToReason,
  });
}

function askUntil(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The last day on which it holds (YYYY-MM-DD)'),
    value: dayAfter(USUAL_DAYS, new Date()),
    ignoreFocusOut: true,
    validateInput: text => objectionToDay(text, new Date()),
  });
}

function isTarget(target: unknown): target is WaiveTarget {
  if (typeof target !== 'object' || target === null) return false;
  const { uri, rule } = target as Partial<Record<keyof WaiveTarget, unknown>>;
  return typeof uri === 'string' && typeof rule === 'string';
}
