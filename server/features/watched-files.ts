/** `workspace/didChangeWatchedFiles`: what other programs change on disk. */
import type { FileEvent } from 'vscode-languageserver/node';
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import type { Feature, ServerContext } from '../context.ts';
import { pathOfUri } from '../convert.ts';
import { askClient, guardedNotification } from '../log.ts';

/** Manifests, profiles and rules; what they govern; and what tells which programs read a folder's dotenv files. */
const WATCHED = [
  '**/{.env,.env.*,*.env}',
  '**/*.{yaml,yml}',
  '**/{package.json,pyproject.toml,requirements*.txt,setup.py,setup.cfg,Pipfile,Gemfile}',
  '**/*.{service,sh}',
];

export const watchedFiles: Feature = {
  register: context => {
    context.connection.onDidChangeWatchedFiles(
      guardedNotification(context.log, 'workspace/didChangeWatchedFiles', ({ changes }) =>
        apply(changes, context),
      ),
    );
  },
  start: ({ client, connection, log }) => {
    if (!client.registersWatchers) return;
    const watchers = WATCHED.map(globPattern => ({ globPattern }));
    const { type } = DidChangeWatchedFilesNotification;
    askClient(log, type.method, () => connection.client.register(type, { watchers }));
  },
};

function apply(changes: readonly FileEvent[], context: ServerContext): void {
  const { documents, projects, results, siblings, validation, workspaceCheck } = context;
  const changed = changes.flatMap(({ uri, type }) => {
    const path = pathOfUri(uri);
    return path === undefined ? [] : [{ path, type }];
  });
  if (changed.some(({ type }) => type !== FileChangeType.Changed)) siblings.outdate();
  const stale = changed.filter(({ path }) => projects.invalidate(path));
  if (stale.length > 0) {
    workspaceCheck.outdate(true);
    validation.revalidate();
    for (const { path } of stale) touchLedger(path, context);
  }
  for (const { path, type } of changed) {
    if (documents.uriAt(path) !== undefined) continue;
    if (type === FileChangeType.Deleted) results.delete(path);
    workspaceCheck.recheck(path);
  }
}

/** What governs the files also proposes the ledger's policy, and names the ledger. */
function touchLedger(path: string, { ledgers, log, projects }: ServerContext): void {
  const touch = async (): Promise<void> => {
    const located = await projects.locate(path);
    if (located?.project.manifest.ledger) ledgers.touch(located.folder);
  };
  touch().catch(error => log.fault('the news of a manifest', error));
}
