/** `Secure Config: Apply`: an approved request becomes the active version, and the files get its texts. */
import * as vscode from 'vscode';
import { confirm } from '../ledger/ask.ts';
import { chooseRequest, openFor } from '../ledger/choose.ts';
import { describeDecision, refuseUnless } from '../ledger/decision.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { saveOpenFiles } from '../ledger/open-files.ts';
import { askBeforeOverwriting } from '../ledger/overwriting.ts';
import { requestIn } from '../ledger/targets.ts';
import { tellLive } from '../ledger/tell-live.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function applyRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const wanted = openFor('apply');
  const named = requestIn(target) ?? (await chooseRequest(server, ledgers, vscode.l10n.t('Apply'), wanted));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless('apply', request);
  if (!(await saveOpenFiles(named.folderUri, request.files))) return;
  const question = vscode.l10n.t('Apply {0}?', request.title);
  if (!(await confirm(question, describeDecision(request), vscode.l10n.t('Apply')))) return;
  const { environment } = request;
  const place = environment === null ? undefined : { folderUri: named.folderUri, environment };
  const version = await askBeforeOverwriting(server, ledgers, place, overwrites =>
    server.request('secureConfig/applyRequest', { ...named, overwrites }),
  );
  if (version === undefined) return;
  await ledgers.refresh();
  const live = version
    ? vscode.l10n.t('{0} of {1} is active now.', versionName(version), version.environment)
    : vscode.l10n.t('The new policy is in force now.');
  tellLive(live, ledgers, named.folderUri);
}
