/** The sign of a ledger's alarm: a warning when it is raised, and an item in the status bar for as long as it stands. */
import * as vscode from 'vscode';
import type { LedgerAlarm } from '../../shared/protocol/ledger.ts';
import { refusalIn } from '../refusal.ts';
import type { Ledgers } from './ledgers.ts';
import type { News, Piece } from './news.ts';
import { alarmText } from './words.ts';

export function createAlarmSign(ledgers: Ledgers, news: News): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('secureConfig.alarm', vscode.StatusBarAlignment.Left, 100);
  item.name = vscode.l10n.t('Secure Config: ledger alarm');
  item.text = `$(warning) ${vscode.l10n.t('Ledger alarm')}`;
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
  item.command = 'secureConfig.showLedgerAlarms';
  const told = new Set<string>();

  const update = (): void => {
    const alarms = alarmsOf(ledgers);
    if (alarms.length === 0) item.hide();
    else item.show();
    item.tooltip = alarms.map(alarmText).join('\n\n');
    item.accessibilityInformation = {
      role: 'button',
      label: vscode.l10n.t('{0} ledger alarms. Show them.', alarms.length),
    };
    for (const alarm of alarms) {
      if (told.has(alarm.id)) continue;
      told.add(alarm.id);
      news.tell(pieceOf(alarm));
    }
  };
  return vscode.Disposable.from(item, ledgers.onDidChange(update));
}

/** Passes on what work comes to that may raise an alarm. Undefined: it was refused with one, which the person has been told. */
export async function unlessAlarm<Value>(
  ledgers: Ledgers,
  news: News,
  work: Thenable<Value>,
): Promise<Value | undefined> {
  const known = alarmsOf(ledgers);
  try {
    return await work;
  } catch (error) {
    await ledgers.refresh();
    const isRefused = ({ message }: { readonly message: string }): boolean => message === refusalIn(error);
    if (!alarmsOf(ledgers).some(isRefused)) throw error;
    const again = known.find(isRefused); // a new one the sign has told by now
    if (again) news.tell(pieceOf(again));
    return undefined;
  }
}

function alarmsOf({ ready }: Ledgers) {
  return ready.flatMap(({ status }) => status.alarms);
}

function pieceOf(alarm: LedgerAlarm): Piece {
  const label = vscode.l10n.t('Show Ledger Alarms');
  const run = () => vscode.commands.executeCommand('secureConfig.showLedgerAlarms');
  const { title } = alarm;
  return { kind: 'alarm', title, message: alarmText(alarm), isWarning: true, actions: [{ label, run }] };
}
