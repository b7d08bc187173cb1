/**
 * Files of versions, requests and working folders as read-only documents, with their secrets covered, for VS Code's own
 * diff editor: `secure-config-version:/path?{folderUri, side, other}`.
 */
import * as vscode from 'vscode';
import type { Comparison, Side } from '../../shared/protocol/ledger.ts';
import { VERSION_SCHEME } from '../masking/secret-places.ts';
import type { Server } from '../server.ts';
import type { Ledgers } from './ledgers.ts';

export class VersionDocuments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(server: Server, ledgers: Ledgers) {
    const outdate = (isOut: (side: Side, folderUri: string, path: string) => boolean): void => {
      for (const { uri } of vscode.workspace.textDocuments) {
        const about = uri.scheme === VERSION_SCHEME ? read(uri) : undefined;
        if (about && isOut(about.side, about.folderUri, uri.path)) this.#changed.fire(uri);
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
          (side, folderUri, path) => side.kind === 'working' && `${folderUri}${path}` === uri.toString(),
        ),
      ),
      ledgers.onDidChange(() => outdate(side => side.kind !== 'version')),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

/**
 * @param path relative to the manifest's folder
 * @param other what it is compared with: secrets that are others there are marked
 */
export function versionUri(folderUri: string, side: Side, path: string, other?: Side): vscode.Uri {
  const query = JSON.stringify({ folderUri, side, other });
  return vscode.Uri.from({ scheme: VERSION_SCHEME, path: `/${path}`, query });
}

interface Subject {
  readonly folderUri: string;
  readonly side: Side;
  readonly other?: Side;
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
          differing.map(file => ({ ...file, label: file.path, description: file.change })),
          { title, placeHolder: vscode.l10n.t('Which file?') },
        );
  if (!wanted) return;
  const { path } = wanted;
  await vscode.commands.executeCommand(
    'vscode.diff',
    versionUri(folderUri, left, path),
    versionUri(folderUri, right, path, left),
    `${path}: ${title}`,
  );
}
