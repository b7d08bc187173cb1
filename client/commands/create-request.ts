/**
 * `Secure Config: Create Change Request`: takes what differs from the baseline, shows it field by field, asks why, and
 * says who must approve it and until when before anything is filed.
 */
import * as vscode from 'vscode';
import type { DocumentStatuses } from '../documents.ts';
import { chooseEnvironment } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { saveOpenFiles } from '../ledger/open-files.ts';
import { askWish } from '../ledger/request-wish.ts';
import { placeIn, placeOfDocument } from '../ledger/targets.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { RequestPanels } from '../views/request-panel.ts';
import { subjectUri } from '../views/subject-uri.ts';

export interface RequestParts {
  readonly server: Server;
  readonly ledgers: Ledgers;
  readonly statuses: Pick<DocumentStatuses, 'named'>;
  readonly panels: RequestPanels;
  readonly memory: vscode.Memento;
}

/** @param target an environment's node, or the URI of a document */
export async function createRequest(parts: RequestParts, target: unknown): Promise<void> {
  const { server, ledgers, statuses, panels, memory } = parts;
  const title = vscode.l10n.t('Create Change Request');
  const place =
    placeIn(target) ??
    placeOfDocument(target, vscode.window.activeTextEditor, statuses) ??
    (await chooseEnvironment(ledgers, title));
  if (!place) return;
  const { folderUri, environment } = place;
  const first = await server.request('secureConfig/previewRequest', { folderUri, environment });
  if (!(await saveOpenFiles(folderUri, first.files))) return;
  const preview = await server.request('secureConfig/previewRequest', { folderUri, environment });
  if (preview.obstacle !== null) throw new Refusal(preview.obstacle, preview.obstacleCode);
  const wish = await askWish(preview, memory, {
    question: vscode.l10n.t('File this request?'),
    yes: vscode.l10n.t('File Request'),
  });
  if (!wish) return;
  const filed = await server.request('secureConfig/fileRequest', { folderUri, environment, ...wish });
  await ledgers.refresh();
  await panels.show(subjectUri(folderUri, filed.id));
}
