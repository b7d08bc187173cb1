/** `Secure Config: Verify Ledger`: verifies every event, and whether it tells the truth of its content, and shows what was found. */
import * as vscode from 'vscode';
import { chooseLedger } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { withWork } from '../ledger/work.ts';
import type { Server } from '../server.ts';
import type { VerifyPanels } from '../views/verify-panel.ts';

export async function verifyLedger(server: Server, ledgers: Ledgers, panels: VerifyPanels): Promise<void> {
  const folder = await chooseLedger(ledgers, vscode.l10n.t('Verify Ledger'));
  if (!folder) return;
  const { folderUri, name } = folder;
  const report = await withWork(
    server,
    vscode.l10n.t('Verifying the ledger of {0}', name),
    (workDoneToken, token) =>
      server.request('secureConfig/verifyLedger', { folderUri, deep: true, workDoneToken }, token),
  );
  await panels.show(folderUri, { name, report });
}
