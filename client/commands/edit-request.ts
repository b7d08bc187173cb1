/** `Take Over My Working Files…`: a request that asks for what the files have now. Approvals given so far are void. */
import * as vscode from 'vscode';
import { refuseUnless } from '../ledger/decision.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { saveOpenFiles } from '../ledger/open-files.ts';
import { askWish } from '../ledger/request-wish.ts';
import { requestIn } from '../ledger/targets.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';

export async function editRequest(
  server: Server,
  ledgers: Ledgers,
  memory: vscode.Memento,
  target: unknown,
): Promise<void> {
  const named = requestIn(target);
  if (!named) return;
  const { folderUri, id } = named;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('edit', request);
  const { environment, title } = request;
  if (environment === null) return;
  const first = await server.request('secureConfig/previewRequest', { folderUri, environment });
  if (!(await saveOpenFiles(folderUri, first.files))) return;
  const preview = await server.request('secureConfig/previewRequest', { folderUri, environment });
  if (preview.obstacle !== null) throw new Refusal(preview.obstacle, preview.obstacleCode);
  const wish = await askWish(preview, memory, {
    question: vscode.l10n.t('Let {0} ask for this instead? Approvals given so far are void then.', title),
    yes: vscode.l10n.t('Change Request'),
  });
  if (!wish) return;
  await server.request('secureConfig/editRequest', { folderUri, id, environment, ...wish });
  await ledgers.refresh();
}
