/** The sign of a ledger's alarm: a warning when it is raised, and an item in the status bar for as long as it stands. */
import * as vscode from 'vscode';
import { refusalIn } from '../refusal.ts';
import type { Ledgers } from './ledgers.ts';

export function createAlarmSign(ledgers: Ledgers): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('secureConfig.alarm', vscode.StatusBarAlignment.Left, 100);
  item.name = vscode.l10n.t('Secure Config: ledger alarm');
  item.text = `$(warning) ${vscode.l10n.t('Ledger alarm')}`;
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
  item.command = 'secureConfig.showLedgerAlarms';
  const told = new Set<string>();

  const update = (): void => {
    const alarms = ledgers.ready.flatMap(({ status }) => status.alarms);
    if (alarms.length === 0) item.hide();
    else item.show();
    item.tooltip = alarms.map(({ message }) => message).join('\n\n');
    item.accessibilityInformation = {
      role: 'button',
      label: vscode.l10n.t('{0} ledger alarms. Show them.', alarms.length),
    };
    for (const { id, message } of alarms) {
      if (told.has(id)) continue;
      told.add(id);
      warn(message);
    }
  };
  return vscode.Disposable.from(item, ledgers.onDidChange(update));
}

/**
 * Passes on what work that may raise an alarm comes to. A refusal that is an alarm is told as such, so that it is told once;
 * undefined then.
 */
export async function unlessAlarm<Value>(
  ledgers: Ledgers,
  work: Thenable<Value>,
): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    await ledgers.refresh();
    const refusal = refusalIn(error);
    const alarms = ledgers.ready.flatMap(({ status }) => status.alarms);
    if (refusal === undefined || !alarms.some(({ message }) => message === refusal)) throw error;
    warn(refusal);
    return undefined;
  }
}

/** VS Code shows the same warning only once. */
function warn(message: string): void {
  const show = vscode.l10n.t('Show Ledger Alarms');
  void vscode.window.showWarningMessage(message, show).then(choice => {
    if (choice) void vscode.commands.executeCommand('secureConfig.showLedgerAlarms');
  });
}
