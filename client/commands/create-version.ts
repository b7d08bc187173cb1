/** `Secure Config: Create Version…`: takes an environment's files as they are for its first version, the baseline. */
import * as vscode from 'vscode';
import { askText, confirm } from '../ledger/ask.ts';
import { chooseLedger, pick } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { saveOpenFiles } from '../ledger/open-files.ts';
import { placeIn } from '../ledger/targets.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import { describeScore } from '../words.ts';

export async function createVersion(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const title = vscode.l10n.t('Create Version');
  const folder = await chooseLedger(ledgers, title);
  if (!folder?.status) return;
  const { folderUri } = folder;
  const environment = placeIn(target)?.environment ?? (await chooseNew(server, folderUri, title));
  if (environment === undefined) return;
  const first = await server.request('secureConfig/previewVersion', { folderUri, environment });
  if (first.obstacle !== null) throw new Refusal(first.obstacle);
  if (!(await saveOpenFiles(folderUri, first.files))) return;
  const preview = await server.request('secureConfig/previewVersion', { folderUri, environment });
  const message = await askText({
    title,
    prompt: vscode.l10n.t('What is this version of {0}?', environment),
    value: vscode.l10n.t('The configuration as it is in use'),
  });
  if (!message) return;
  const { assessment, files, notes, basis } = preview;
  const detail = [
    vscode.l10n.t('Files: {0}', files.join(', ')),
    vscode.l10n.t('Score: {0}', describeScore(assessment.scoreAfter)),
    ...notes,
    '',
    vscode.l10n.t('It becomes the baseline: from then on a change needs a request.'),
  ].join('\n');
  const question = vscode.l10n.t('Make the first version of {0}?', environment);
  if (!(await confirm(question, detail, vscode.l10n.t('Create Version')))) return;
  await server.request('secureConfig/createVersion', { folderUri, environment, message, basis });
  await ledgers.refresh();
  await vscode.commands.executeCommand('secureConfig.history.focus');
}

/** Environments that files are for and that have no version yet. */
async function chooseNew(server: Server, folderUri: string, title: string): Promise<string | undefined> {
  const names = await server.request('secureConfig/unversionedEnvironments', { folderUri });
  if (names.length === 0) {
    const create = vscode.l10n.t('Create Change Request');
    const message = vscode.l10n.t(
      'Every environment has its first version. Later ones come from change requests and rollbacks.',
    );
    void vscode.window.showInformationMessage(message, create).then(choice => {
      if (choice) void vscode.commands.executeCommand('secureConfig.createRequest');
    });
    return undefined;
  }
  const choices = names.map(name => ({ label: name, value: name }));
  return pick(choices, title, vscode.l10n.t('Which environment?'));
}
