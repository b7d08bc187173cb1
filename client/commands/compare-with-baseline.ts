/** `Secure Config: Compare with Baseline`: the approved text of a file, or of an environment, beside what is there now. */
import * as vscode from 'vscode';
import type { Side } from '../../shared/protocol/ledger.ts';
import type { DocumentStatuses } from '../documents.ts';
import { chooseEnvironment } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { placeIn, placeOfDocument } from '../ledger/targets.ts';
import { showComparison } from '../ledger/version-documents.ts';
import type { Server } from '../server.ts';

export async function compareWithBaseline(
  server: Server,
  ledgers: Ledgers,
  statuses: Pick<DocumentStatuses, 'named'>,
  target: unknown,
): Promise<void> {
  const document = placeIn(target)
    ? undefined
    : placeOfDocument(target, vscode.window.activeTextEditor, statuses);
  const place =
    placeIn(target) ?? document ?? (await chooseEnvironment(ledgers, vscode.l10n.t('Compare with Baseline')));
  if (!place) return;
  const { folderUri, environment } = place;
  const active = ledgers.of(folderUri)?.status?.environments.find(({ name }) => name === environment)?.active;
  if (active === undefined) return;
  const left: Side = { kind: 'version', environment, number: active };
  const right: Side = { kind: 'working', environment };
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  const files = document ? comparison.files.filter(({ path }) => path === document.path) : comparison.files;
  const title = vscode.l10n.t('{0} v{1} ↔ working file', environment, active);
  await showComparison(folderUri, [left, right], { ...comparison, files }, title);
}
