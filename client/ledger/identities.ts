/** Identities are the person's, not a ledger's; still they are asked for in the name of some folder. */
import * as vscode from 'vscode';
import type { Ledgers } from './ledgers.ts';

/** Tells the person what is missing where there is none. */
export async function folderForIdentities(ledgers: Ledgers): Promise<string | undefined> {
  if (ledgers.folders.length === 0) await ledgers.refresh();
  const [folder] = [...ledgers.ready, ...ledgers.folders];
  if (folder) return folder.folderUri;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Open a folder with a secure-config.yaml first: identities sign what happens in its ledger.',
    ),
  );
  return undefined;
}
