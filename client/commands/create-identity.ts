/** `Secure Config: Create Identity`: a name and a key to sign with, made new or the person's own SSH key. */
import * as vscode from 'vscode';
import { askText } from '../ledger/ask.ts';
import { pick } from '../ledger/choose.ts';
import { folderForIdentities } from '../ledger/identities.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

export async function createIdentity(server: Server, ledgers: Ledgers): Promise<void> {
  const folderUri = await folderForIdentities(ledgers);
  if (folderUri === undefined) return;
  const title = vscode.l10n.t('Create Identity');
  const name = await askText({
    title,
    prompt: vscode.l10n.t('Who are you? The name stands under everything that you sign.'),
    example: 'ann@example.org',
    objection: text => (/\s/.test(text) ? vscode.l10n.t('A name has no blanks.') : undefined),
  });
  const key = name && (await chooseKey(title));
  if (!name || !key) return;
  const identity = await server.request('secureConfig/createIdentity', { folderUri, name, key: key.path });
  await server.request('secureConfig/useIdentity', { folderUri, name: identity.name });
  await ledgers.refresh();
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'You act as {0}, with the key {1}. Give that key to who administers the ledger.',
      identity.name,
      identity.keyFingerprint,
    ),
  );
}

interface Key {
  /** Null: one is made. */
  readonly path: string | null;
}

async function chooseKey(title: string): Promise<Key | undefined> {
  const how = await pick<'new' | 'own'>(
    [
      {
        label: vscode.l10n.t('$(add) A new key'),
        detail: vscode.l10n.t('Ed25519, for this purpose only, in a file that only you can read.'),
        value: 'new',
      },
      {
        label: vscode.l10n.t('$(key) My SSH key…'),
        detail: vscode.l10n.t(
          'Ed25519, ECDSA or RSA; for one in an agent or on a security key, choose its .pub file.',
        ),
        value: 'own',
      },
    ],
    title,
    vscode.l10n.t('Which key signs?'),
  );
  if (how !== 'own') return how && { path: null };
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t('Use This Key'),
      canSelectMany: false,
    })) ?? [];
  return file && { path: file.fsPath };
}
