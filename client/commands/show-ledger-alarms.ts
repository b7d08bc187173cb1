/** `Secure Config: Show Ledger Alarms`: what is wrong with a ledger, the way out, and the way to say that it has been dealt with. */
import * as vscode from 'vscode';
import type { LedgerAlarm } from '../../shared/protocol/ledger.ts';
import { unlessAlarm } from '../ledger/alarm-sign.ts';
import { askText, confirm } from '../ledger/ask.ts';
import { pick } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { News } from '../ledger/news.ts';
import { tellSynced } from '../ledger/tell-synced.ts';
import { alarmText, describeTime } from '../ledger/words.ts';
import { withWork } from '../ledger/work.ts';
import type { Server } from '../server.ts';

interface Parts {
  readonly server: Server;
  readonly ledgers: Ledgers;
  readonly news: News;
}

interface OpenAlarm {
  readonly folderUri: string;
  readonly name: string;
  readonly alarm: LedgerAlarm;
}

export async function showLedgerAlarms(server: Server, ledgers: Ledgers, news: News): Promise<void> {
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
    label: `$(warning) ${each.alarm.title}`,
    description: `${each.name} · ${describeTime(each.alarm.time)}`,
    detail: alarmText(each.alarm),
    each,
  }));
  const title = vscode.l10n.t('Ledger Alarms');
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: vscode.l10n.t('Which one?'),
  });
  if (chosen) await deal({ server, ledgers, news }, chosen.each);
}

async function deal(parts: Parts, open: OpenAlarm): Promise<void> {
  const { server, ledgers } = parts;
  const { folderUri, name, alarm } = open;
  const facts = alarm.facts.map(({ name: what, value }) => `${what}: ${value}`);
  const detail = [alarmText(alarm), '', alarm.meaning, '', ...facts].join('\n');
  const title = vscode.l10n.t('{0}: {1}', name, alarm.title);
  const verify = vscode.l10n.t('Verify Ledger');
  const accept = vscode.l10n.t('Accept the Remote…');
  const settle = vscode.l10n.t('Choose the History…');
  const dealt = vscode.l10n.t('I Have Dealt with It…');
  // Who only says that it has been dealt with could record nothing afterwards, and would not know why.
  const end = alarm.settleable ? settle : dealt;
  const ways = [verify, ...(alarm.acceptable ? [accept] : []), end];
  const choice = await vscode.window.showWarningMessage(title, { modal: true, detail }, ...ways);
  if (choice === verify) await vscode.commands.executeCommand('secureConfig.verifyLedger');
  if (choice === accept) await acceptRemote(parts, open, title);
  if (choice === dealt) {
    const prompt = vscode.l10n.t('What was it, and what have you done? The note is kept with the alarm.');
    const note = await askText({ title, prompt });
    if (note) await server.request('secureConfig/acknowledgeAlarm', { folderUri, id: alarm.id, note });
  }
  if (choice === settle) await chooseHistory(parts, open, title);
  if (choice !== undefined && choice !== verify) await ledgers.refresh();
}

/** Deliberate: what the history that is left had is no part of the ledger any more. */
async function chooseHistory(
  { server }: Parts,
  { folderUri, alarm }: OpenAlarm,
  title: string,
): Promise<void> {
  const keep = await pick<'remembered' | 'current'>(
    [
      {
        label: vscode.l10n.t('$(history) The history that was remembered'),
        detail: vscode.l10n.t(
          'Back to the last event that this machine has verified, where it still has it.',
        ),
        value: 'remembered',
      },
      {
        label: vscode.l10n.t('$(git-commit) The history that is there now'),
        detail: vscode.l10n.t('Once you know why it is another one, and that it is right so.'),
        value: 'current',
      },
    ],
    title,
    vscode.l10n.t('Which history is the ledger from now on?'),
  );
  if (!keep) return;
  const prompt = vscode.l10n.t(
    'What was it, and why is this history right? The note is kept with the alarm.',
  );
  const note = await askText({ title, prompt });
  if (!note) return;
  const question = vscode.l10n.t('Go on from this history?');
  const detail = vscode.l10n.t('The other one is kept on this machine as evidence.');
  if (!(await confirm(question, detail, vscode.l10n.t('Go On')))) return;
  await server.request('secureConfig/settleHistory', { folderUri, id: alarm.id, note, keep });
}

/** Deliberate: from then on another history is the remote's than the one that was seen there. */
async function acceptRemote(
  { server, ledgers, news }: Parts,
  { folderUri, name, alarm }: OpenAlarm,
  title: string,
): Promise<void> {
  const note = await askText({
    title,
    prompt: vscode.l10n.t(
      'Who changed the remote, and why is it right as it is now? The note is kept with the alarm.',
    ),
  });
  if (!note) return;
  const question = vscode.l10n.t('Accept what {0} has now?', alarm.url ?? '');
  const detail = vscode.l10n.t(
    'It is verified like everything that comes from a remote, and your ledger goes on from it: your own events that it does not have are decided and signed again. The history that is left is kept on this machine.',
  );
  if (!(await confirm(question, detail, vscode.l10n.t('Accept the Remote')))) return;
  const work = withWork(server, vscode.l10n.t('Syncing the ledger of {0}', name), (workDoneToken, token) =>
    server.request('secureConfig/acceptRemote', { folderUri, id: alarm.id, note, workDoneToken }, token),
  );
  const report = await unlessAlarm(ledgers, news, work);
  if (report) tellSynced(report, news);
}
