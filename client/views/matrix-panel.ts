/** The panels that show a project's environments side by side, one for each folder. */
import * as vscode from 'vscode';
import type { EnvironmentMatrix } from '../../shared/protocol.ts';
import type { DocumentStatuses } from '../documents.ts';
import type { Server } from '../server.ts';
import { LivePanels, type LiveView } from './live-panels.ts';
import { matrixContent, spokenMatrix } from './matrix-content.ts';
import { matrixPage } from './matrix-page.ts';
import { goTo, rangeIn } from './places.ts';

export type MatrixPanels = LivePanels<EnvironmentMatrix>;

/** Files that no editor has open may be columns, too. */
const FILES = '**/{.env*,*.env,*.yaml,*.yml}';
/** Milliseconds: the server hears of a file on disk a little later than we do. */
const PAUSE = 500;

export function createMatrixPanels(
  server: Server,
  statuses: DocumentStatuses,
  extension: vscode.Uri,
): MatrixPanels {
  const view: LiveView<EnvironmentMatrix> = {
    viewType: 'secureConfig.matrix',
    icon: 'matrix',
    column: vscode.ViewColumn.Active,
    load: uri => server.request('secureConfig/matrix', { uri }),
    uriOf: ({ folderUri }) => vscode.Uri.parse(folderUri).toString(),
    titleOf: ({ folderName }) => vscode.l10n.t('Environments: {0}', folderName),
    content: matrixContent,
    page: matrixPage,
    spoken: spokenMatrix,
    onClick,
  };
  return new LivePanels(server, extension, view, outdate => {
    const files = vscode.workspace.createFileSystemWatcher(FILES);
    const later = () => outdate(undefined, PAUSE);
    return [
      statuses.onDidChange(() => outdate()),
      files,
      files.onDidChange(later),
      files.onDidCreate(later),
      files.onDidDelete(later),
    ];
  });
}

async function onClick(action: string, what: string, { fileUris }: EnvironmentMatrix): Promise<void> {
  const [column = '', ...range] = what.split(':');
  const uri = /^\d+$/.test(column) ? fileUris[Number(column)] : undefined;
  if (uri === undefined) return;
  if (action === 'file') await goTo(vscode.Uri.parse(uri));
  if (action === 'reveal') await goTo(vscode.Uri.parse(uri), rangeIn(range.join(':')));
}
