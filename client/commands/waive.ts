/** `Waive…`, from a code action: asks where, why and until when, and has the server write the waiver. */
import * as vscode from 'vscode';
import type { WaiveTarget } from '../../shared/protocol.ts';
import type { Server } from '../server.ts';
import { dayAfter, objectionToDay, objectionToReason, USUAL_DAYS } from '../waiver-terms.ts';

type Into = 'file' | 'manifest';

export async function waive(server: Server, target: unknown): Promise<void> {
  if (!isTarget(target)) throw new Error('A waiver is for a finding: choose Waive… in its quick fixes.');
  const title = `Waive ${target.rule}`;
  const into = await askWhere(title);
  const reason = into && (await askReason(title));
  const until = reason && (await askUntil(title));
  if (!into || !reason || !until) return;
  await server.execute('secureConfig.server.waive', { ...target, reason: reason.trim(), until, into });
}

async function askWhere(title: string): Promise<Into | undefined> {
  const places: (vscode.QuickPickItem & { into: Into })[] = [
    { label: 'In this file', description: 'as a comment above the line', into: 'file' },
    { label: 'In the manifest', description: 'under waivers, for this file', into: 'manifest' },
  ];
  return (await vscode.window.showQuickPick(places, { title, placeHolder: 'Where is it written down?' }))
    ?.into;
}

function askReason(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'Why is the exception acceptable?',
    placeHolder: 'Such as: the old mobile clients are being replaced',
    ignoreFocusOut: true,
    validateInput: objectionToReason,
  });
}

function askUntil(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'The last day on which it holds (YYYY-MM-DD)',
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
