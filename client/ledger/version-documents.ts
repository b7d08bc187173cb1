/**
 * Files of versions, requests and working folders as read-only documents, with their secrets covered, for VS Code's own
 * diff editor: `secure-config-version:/path?{folderUri, side, beside}`.
 */
import * as vscode from 'vscode';
import type { ComparedFile, Comparison, FileBeside, Side } from '../../shared/protocol/ledger.ts';
import { VERSION_SCHEME } from '../masking/secret-places.ts';
import type { Server } from '../server.ts';
import type { Ledgers } from './ledgers.ts';

export class VersionDocuments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(server: Server, ledgers: Ledgers) {
    const outdate = (
      isOut: (file: Pick<FileBeside, 'side' | 'path'>, folderUri: string) => boolean,
    ): void => {
      for (const { uri } of vscode.workspace.textDocuments) {
        const about = uri.scheme === VERSION_SCHEME ? read(uri) : undefined;
        if (!about) continue;
        const { folderUri, side, beside } = about;
        const files = [{ side, path: uri.path.slice(1) }, ...(beside ? [beside] : [])];
        if (files.some(file => isOut(file, folderUri))) this.#changed.fire(uri);
      }
    };
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(VERSION_SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: async uri => {
          const about = read(uri);
          if (!about) return '';
          const file = { ...about, path: uri.path.slice(1) };
          return (await server.request('secureConfig/coveredText', file)) ?? '';
        },
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) =>
        outdate(
          ({ side, path }, folderUri) =>
            side.kind === 'working' &&
            String(vscode.Uri.joinPath(vscode.Uri.parse(folderUri), path)) === String(uri),
        ),
      ),
      ledgers.onDidChange(() => outdate(({ side }) => side.kind !== 'version')),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

/**
 * @param path relative to the manifest's folder
 * @param beside what it is compared with
 */
export function versionUri(folderUri: string, side: Side, path: string, beside?: FileBeside): vscode.Uri {
  const query = JSON.stringify({ folderUri, side, beside });
  return vscode.Uri.from({ scheme: VERSION_SCHEME, path: `/${path}`, query });
}

interface Subject {
  readonly folderUri: string;
  readonly side: Side;
  readonly beside?: FileBeside;
}

function read(uri: vscode.Uri): Subject | undefined {
  try {
    return JSON.parse(uri.query);
  } catch {
    return undefined;
  }
}

/** Two sides in VS Code's diff editor: the one file that differs, or one of several that the person chooses. */
export async function showComparison(
  folderUri: string,
  [left, right]: readonly [Side, Side],
  { files }: Comparison,
  title: string,
): Promise<void> {
  const differing = files.filter(({ change }) => change !== 'same');
  if (differing.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: nothing differs.', title));
    return;
  }
  const wanted =
    differing.length === 1
      ? differing[0]
      : await vscode.window.showQuickPick(
          differing.map(file => ({ ...file, label: nameOf(file), description: file.change })),
          { title, placeHolder: vscode.l10n.t('Which file?') },
        );
  if (!wanted) return;
  const { path, counterpart = path } = wanted;
  await vscode.commands.executeCommand(
    'vscode.diff',
    versionUri(folderUri, left, counterpart, { side: right, path, isOlder: false }),
    versionUri(folderUri, right, path, { side: left, path: counterpart, isOlder: true }),
    `${nameOf(wanted)}: ${title}`,
  );
}

function nameOf({ path, counterpart }: ComparedFile): string {
  return counterpart === undefined ? path : `${counterpart} ↔ ${path}`;
}
