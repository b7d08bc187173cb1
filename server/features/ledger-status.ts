/** The ledgers of the workspace: which folder has one, how it stands, and the news that it has changed. */
import path from 'node:path';
import { MANIFEST_NAME } from '../../shared/node/project-loader.ts';
import type { LedgerFolder } from '../../shared/protocol/ledger.ts';
import { coalesce } from '../coalesce.ts';
import type { Feature, ServerContext } from '../context.ts';
import { uriOfPath } from '../convert.ts';
import { notificationType, requestType } from '../custom-messages.ts';
import { answerChange } from '../ledger/answer.ts';
import { manifestFolders } from '../ledger/manifest-folders.ts';
import { guarded } from '../log.ts';

export const ledgerStatus: Feature = {
  register: context => {
    const { client, connection, ledgers, log } = context;
    connection.onRequest(
      requestType('secureConfig/ledgers'),
      guarded(log, 'secureConfig/ledgers', () => listLedgers(context)),
    );
    answerChange(context, 'secureConfig/initialiseLedger', (service, wish) => service.initialise(wish));
    if (!client.notifications) return;
    const waiting = new Set<string>();
    const tell = coalesce(DELAY, () => {
      const folders = [...waiting];
      waiting.clear();
      for (const folder of folders) {
        const folderUri = uriOfPath(folder);
        void connection.sendNotification(notificationType('secureConfig/ledgerChanged'), { folderUri });
      }
    });
    ledgers.onDidChange(folder => {
      waiting.add(folder);
      tell();
    });
  },
  start: ({ workspaceCheck }) => workspaceCheck.lookForDrift(),
};

/** Milliseconds: several events of one command are one piece of news. */
const DELAY = 50;

async function listLedgers(context: ServerContext): Promise<readonly LedgerFolder[]> {
  const folders = await manifestFolders(context);
  return Promise.all(folders.map(folder => describe(folder, context)));
}

/** What a manifest names no ledger for is not opened: most folders do without the code of ledgers. */
async function describe(folder: string, context: ServerContext): Promise<LedgerFolder> {
  const { folders, ledgers, projects } = context;
  const name = folders.all().find(each => each.path === folder)?.name ?? folders.displayPath(folder);
  const about = { folderUri: uriOfPath(folder), name };
  const located = await projects.locate(path.join(folder, MANIFEST_NAME));
  if (!located?.project.manifest.ledger) return { ...about, status: null, problem: null };
  const opened = await ledgers.in(folder);
  const status = opened.ok ? await opened.value.status() : opened;
  if (status.ok) return { ...about, status: status.value ?? null, problem: null };
  return { ...about, status: null, problem: { code: status.code, message: status.message } };
}
