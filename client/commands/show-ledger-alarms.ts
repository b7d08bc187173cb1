/** `Secure Config: Show Ledger Alarms`: what is wrong with a ledger, and the way to say that it has been dealt with. */
import * as vscode from 'vscode';
import type { LedgerAlarm } from '../../shared/protocol/ledger.ts';
import { askText } from '../ledger/ask.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { describeTime } from '../ledger/words.ts';
import type { Server } from '../server.ts';

interface OpenAlarm {
  readonly folderUri: string;
  readonly name: string;
  readonly alarm: LedgerAlarm;
}

export async function showLedgerAlarms(server: Server, ledgers: Ledgers): Promise<void> {
  const open = ledgers.ready.flatMap(({ folderUri, name, status }) =>
    status.alarms.map((alarm): OpenAlarm => ({ folderUri, name, alarm })),
  );
  if (open.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no alarm: each ledger is as it was remembered.'),
    );
    return;
  }
  const choices = open.map(each => ({
    label: `$(warning) ${kindWord(each.alarm.kind)}`,
    description: `${each.name} · ${describeTime(each.alarm.time)}`,
    detail: each.alarm.message,
    each,
  }));
  const title = vscode.l10n.t('Ledger Alarms');
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: vscode.l10n.t('Which one?'),
  });
  if (chosen) await deal(server, ledgers, chosen.each);
}

async function deal(server: Server, ledgers: Ledgers, { folderUri, name, alarm }: OpenAlarm): Promise<void> {
  const evidence = Object.entries(alarm.evidence).map(([what, value]) => `${what}: ${value}`);
  const detail = [alarm.message, '', ...evidence].join('\n');
  const question = vscode.l10n.t('{0}: {1}', name, kindWord(alarm.kind));
  const verify = vscode.l10n.t('Verify Ledger');
  const dealt = vscode.l10n.t('I Have Dealt with It…');
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, verify, dealt);
  if (choice === verify) await vscode.commands.executeCommand('secureConfig.verifyLedger');
  if (choice !== dealt) return;
  const note = await askText({
    title: question,
    prompt: vscode.l10n.t('What was it, and what have you done? The note is kept with the alarm.'),
  });
  if (!note) return;
  await server.request('secureConfig/acknowledgeAlarm', { folderUri, id: alarm.id, note });
  await ledgers.refresh();
}

function kindWord(kind: LedgerAlarm['kind']): string {
  return {
    shortened: vscode.l10n.t('The ledger has become shorter'),
    forked: vscode.l10n.t('The ledger has two histories'),
    rewritten: vscode.l10n.t('The ledger’s history was rewritten'),
    missing: vscode.l10n.t('The ledger is gone'),
    damaged: vscode.l10n.t('The ledger is damaged'),
    invalid: vscode.l10n.t('The remote offered an event that may not follow'),
    dropped: vscode.l10n.t('One of your events was left out'),
  }[kind];
}
