/** `Compare with Previous`: a version beside the one that was active before it. */
import * as vscode from 'vscode';
import type { Side } from '../../shared/protocol/ledger.ts';
import { versionIn } from '../ledger/targets.ts';
import { showComparison } from '../ledger/version-documents.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function compareWithPrevious(server: Server, target: unknown): Promise<void> {
  const named = versionIn(target);
  if (!named) return;
  const { folderUri, version } = named;
  const { environment, number, parent } = version;
  if (parent === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} is the first version of {1}: there is none before it.',
        versionName(version),
        environment,
      ),
    );
    return;
  }
  const left: Side = { kind: 'version', environment, number: parent };
  const right: Side = { kind: 'version', environment, number };
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  await showComparison(folderUri, [left, right], comparison, `${environment} v${parent} ↔ v${number}`);
}
