/** `Secure Config: Sync Ledger`: fetches and pushes events, once the person has turned that on for the folder. */
import * as vscode from 'vscode';
import type { SyncReport } from '../../shared/protocol/ledger.ts';
import { confirm } from '../ledger/ask.ts';
import { chooseLedger } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { withWork } from '../ledger/work.ts';
import type { Server } from '../server.ts';

export async function syncLedger(server: Server, ledgers: Ledgers): Promise<void> {
  const folder = await chooseLedger(ledgers, vscode.l10n.t('Sync Ledger'));
  if (!folder?.status) return;
  const { folderUri, name } = folder;
  const { sync } = folder.status;
  if (!sync.isOn && !(await turnOn(server, folderUri, sync.remote))) return;
  const report = await withWork(
    server,
    vscode.l10n.t('Syncing the ledger of {0}', name),
    (workDoneToken, token) => server.request('secureConfig/syncLedger', { folderUri, workDoneToken }, token),
  );
  tell(report);
}

async function turnOn(server: Server, folderUri: string, remote: string | null): Promise<boolean> {
  if (remote === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'This folder has no git remote, so its ledger is on this machine only. Add a remote to share it.',
      ),
    );
    return false;
  }
  const question = vscode.l10n.t('Share this ledger over {0}?', remote);
  const detail = vscode.l10n.t(
    'Its events are pushed to a branch of their own, beside your code: file texts without secrets, and the secrets encrypted to the ledger’s recipients. Nothing has been pushed so far.',
  );
  if (!(await confirm(question, detail, vscode.l10n.t('Turn On Sync')))) return false;
  await server.request('secureConfig/setSync', { folderUri, isOn: true });
  return true;
}

function tell({ fetched, pushed, dropped }: SyncReport): void {
  const done = vscode.l10n.t('Ledger synced: {0} events fetched, {1} pushed.', fetched, pushed);
  if (dropped.length === 0) {
    void vscode.window.showInformationMessage(done);
    return;
  }
  const lost = dropped.map(({ summary, message }) => `${summary}: ${message}`).join('\n');
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} Of your own events, {1} were no longer allowed after those of others: {2}',
      done,
      dropped.length,
      lost,
    ),
  );
}
