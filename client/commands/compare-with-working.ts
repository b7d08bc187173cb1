/** `Compare with Working File`: a version beside what is there now. */
import * as vscode from 'vscode';
import type { Side } from '../../shared/protocol/ledger.ts';
import { versionIn } from '../ledger/targets.ts';
import { showComparison } from '../ledger/version-documents.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function compareWithWorking(server: Server, target: unknown): Promise<void> {
  const named = versionIn(target);
  if (!named) return;
  const { folderUri, version } = named;
  const { environment, number } = version;
  const left: Side = { kind: 'version', environment, number };
  const right: Side = { kind: 'working', environment };
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  const title = vscode.l10n.t('{0} {1} ↔ working file', environment, versionName(version));
  await showComparison(folderUri, [left, right], comparison, title);
}
