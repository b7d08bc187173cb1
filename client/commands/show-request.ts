/** `Secure Config: Show Request`: the page of a change request. */
import * as vscode from 'vscode';
import { chooseRequest } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { requestIn } from '../ledger/targets.ts';
import type { Server } from '../server.ts';
import type { RequestPanels } from '../views/request-panel.ts';
import { subjectUri } from '../views/subject-uri.ts';

export async function showRequest(
  server: Server,
  ledgers: Ledgers,
  panels: RequestPanels,
  target: unknown,
): Promise<void> {
  const wanted = { isAbout: () => true, nothing: vscode.l10n.t('Nobody has asked for a change yet.') };
  const named =
    requestIn(target) ?? (await chooseRequest(server, ledgers, vscode.l10n.t('Show Request'), wanted));
  if (named) await panels.show(subjectUri(named.folderUri, named.id));
}
