/** `Secure Config: Initialise Ledger`: begins the ledger of a folder under a policy that the person chooses. */
import * as vscode from 'vscode';
import type { LedgerFolder } from '../../shared/protocol/ledger.ts';
import { askText } from '../ledger/ask.ts';
import { pick } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

type Mode = 'team' | 'alone' | 'practice';

export async function initialiseLedger(server: Server, ledgers: Ledgers): Promise<void> {
  await ledgers.refresh();
  const title = vscode.l10n.t('Initialise Ledger');
  const folder = await chooseFolder(ledgers, title);
  if (!folder) return;
  const mode = await chooseMode(title);
  if (!mode || !(await ensureIdentity(server, folder, mode))) return;
  const name = await askText({
    title,
    prompt: vscode.l10n.t('What is the ledger called? Everybody who has it sees the name.'),
    value: folder.name,
  });
  if (!name) return;
  const { folderUri } = folder;
  await server.request('secureConfig/initialiseLedger', { folderUri, title: name, mode });
  await ledgers.refresh();
  tellNext();
}

async function chooseFolder(ledgers: Ledgers, title: string): Promise<LedgerFolder | undefined> {
  const without = ledgers.folders.filter(({ status, problem }) => !status && !problem);
  if (without.length > 0) {
    const choices = without.map(folder => ({ label: folder.name, value: folder }));
    return pick(choices, title, vscode.l10n.t('Which folder’s ledger?'));
  }
  const problem = ledgers.folders.find(each => each.problem)?.problem;
  if (problem) void vscode.window.showWarningMessage(problem.message);
  else if (ledgers.ready.length > 0)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Every folder with a manifest has a ledger already.'),
    );
  else await offerSetUp();
  return undefined;
}

async function offerSetUp(): Promise<void> {
  const setUp = vscode.l10n.t('Set Up This Folder');
  const message = vscode.l10n.t(
    'A ledger belongs to a folder with a secure-config.yaml, which says which files are of which environment.',
  );
  const choice = await vscode.window.showInformationMessage(message, setUp);
  if (choice) await vscode.commands.executeCommand('secureConfig.setUpFolder');
}

function chooseMode(title: string): Promise<Mode | undefined> {
  return pick<Mode>(
    [
      {
        label: vscode.l10n.t('$(organization) A team'),
        detail: vscode.l10n.t(
          'The profile’s policy as it is: others approve what you ask for. You begin as its administrator.',
        ),
        value: 'team',
      },
      {
        label: vscode.l10n.t('$(person) Only me'),
        detail: vscode.l10n.t('You hold every role and may approve your own requests. Every report says so.'),
        value: 'alone',
      },
      {
        label: vscode.l10n.t('$(beaker) To try it out'),
        detail: vscode.l10n.t(
          'Two identities on this machine, one to ask and one to approve. Nothing leaves it.',
        ),
        value: 'practice',
      },
    ],
    title,
    vscode.l10n.t('Who works with this ledger?'),
  );
}

/** Whoever begins a ledger signs its first event. */
async function ensureIdentity(server: Server, { folderUri }: LedgerFolder, mode: Mode): Promise<boolean> {
  const current = async (): Promise<boolean> =>
    (await server.request('secureConfig/identities', { folderUri })).some(({ isCurrent }) => isCurrent);
  if (await current()) return true;
  if (mode === 'practice') {
    const { name } = await server.request('secureConfig/createIdentity', {
      folderUri,
      name: 'first',
      key: null,
    });
    await server.request('secureConfig/useIdentity', { folderUri, name });
    return true;
  }
  await vscode.commands.executeCommand('secureConfig.createIdentity');
  return current();
}

function tellNext(): void {
  const create = vscode.l10n.t('Create Version');
  const message = vscode.l10n.t(
    'The ledger has begun, and the manifest names it. Make the first version of an environment: it becomes the baseline.',
  );
  void vscode.window.showInformationMessage(message, create).then(choice => {
    if (choice) void vscode.commands.executeCommand('secureConfig.createVersion');
  });
}
