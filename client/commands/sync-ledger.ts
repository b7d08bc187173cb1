/** `Secure Config: Sync Ledger`: fetches and pushes events, once the person has turned that on for the folder. */
import * as vscode from 'vscode';
import type { LedgerStatus } from '../../shared/protocol/ledger.ts';
import { unlessAlarm } from '../ledger/alarm-sign.ts';
import { confirm } from '../ledger/ask.ts';
import { chooseLedger } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { News } from '../ledger/news.ts';
import { tellSynced } from '../ledger/tell-synced.ts';
import { withWork } from '../ledger/work.ts';
import type { Server } from '../server.ts';

export async function syncLedger(server: Server, ledgers: Ledgers, news: News): Promise<void> {
  await ledgers.refresh(); // a remote may have been added since
  const folder = await chooseLedger(ledgers, vscode.l10n.t('Sync Ledger'));
  if (!folder?.status) return;
  const { folderUri, name } = folder;
  const { sync } = folder.status;
  if (!sync.isOn && !(await turnOn(server, folderUri, sync))) return;
  const title = vscode.l10n.t('Syncing the ledger of {0}', name);
  const work = withWork(server, title, (workDoneToken, token) =>
    server.request('secureConfig/syncLedger', { folderUri, workDoneToken }, token),
  );
  const report = await unlessAlarm(ledgers, news, work);
  if (!report) return;
  await ledgers.refresh(); // so that an alarm that it raised is told with it
  tellSynced(report, news);
}

async function turnOn(
  server: Server,
  folderUri: string,
  { remote, lastSync }: LedgerStatus['sync'],
): Promise<boolean> {
  if (remote === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'This folder has no git remote, so its ledger is on this machine only. Add a remote to share it.',
      ),
    );
    return false;
  }
  const question = vscode.l10n.t('Share this ledger over {0}?', remote);
  const what = vscode.l10n.t(
    'Its events are pushed to a branch of their own, beside your code: file texts without secrets, and the secrets encrypted to the ledger’s recipients.',
  );
  const nothing = vscode.l10n.t('Nothing has been pushed so far.');
  const detail = lastSync === null ? `${what} ${nothing}` : what;
  if (!(await confirm(question, detail, vscode.l10n.t('Turn On Sync')))) return false;
  await server.request('secureConfig/setSync', { folderUri, isOn: true });
  return true;
}
