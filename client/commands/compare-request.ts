/** `Compare Files` of a request: what is active now beside what is asked for. */
import * as vscode from 'vscode';
import type { Side } from '../../shared/protocol/ledger.ts';
import { requestIn } from '../ledger/targets.ts';
import { showComparison } from '../ledger/version-documents.ts';
import type { Server } from '../server.ts';

export async function compareRequest(server: Server, target: unknown): Promise<void> {
  const named = requestIn(target);
  if (!named) return;
  const { folderUri, id } = named;
  const { environment, active, title } = await server.request('secureConfig/request', named);
  if (environment === null || active === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This request changes no file.'));
    return;
  }
  const left: Side = { kind: 'version', environment, number: active };
  const right: Side = { kind: 'request', id };
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  await showComparison(folderUri, [left, right], comparison, vscode.l10n.t('v{0} ↔ {1}', active, title));
}
