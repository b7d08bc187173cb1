/** `Secure Config: Compare Versions…`: any version beside any other of the same environment. */
import * as vscode from 'vscode';
import type { Side } from '../../shared/protocol/ledger.ts';
import { chooseEnvironment, chooseVersion } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { versionIn } from '../ledger/targets.ts';
import { showComparison } from '../ledger/version-documents.ts';
import type { Server } from '../server.ts';

export async function compareVersions(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const title = vscode.l10n.t('Compare Versions');
  const given = versionIn(target);
  const place = given
    ? { folderUri: given.folderUri, environment: given.version.environment }
    : await chooseEnvironment(ledgers, title);
  const one = given?.version ?? (place && (await chooseVersion(server, place, title)));
  if (!place || !one) return;
  const isOther = ({ number }: { readonly number: number }): boolean => number !== one.number;
  const another = await chooseVersion(server, place, vscode.l10n.t('Compare v{0} with', one.number), isOther);
  if (!another) return;
  const { folderUri, environment } = place;
  const [older, newer] = [one.number, another.number].sort((a, b) => a - b);
  if (older === undefined || newer === undefined) return;
  const left: Side = { kind: 'version', environment, number: older };
  const right: Side = { kind: 'version', environment, number: newer };
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  await showComparison(folderUri, [left, right], comparison, `${environment} v${older} ↔ v${newer}`);
}
