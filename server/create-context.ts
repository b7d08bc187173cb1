/** Makes the context: each part gets just the parts that it needs. */
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import type { OpenWorkflow } from '../shared/node/workflow/service.ts';
import { createChecker } from './checker.ts';
import { readClient } from './client.ts';
import { createCodeCache } from './code-cache.ts';
import type { ServerContext } from './context.ts';
import { openDocuments } from './documents.ts';
import { createFolders } from './folders.ts';
import type { Inbox } from './inbox.ts';
import { createBaselines } from './ledger/baselines.ts';
import { createLedgers } from './ledger/ledgers.ts';
import { createMeasuredFiles } from './ledger/measured-files.ts';
import type { Log } from './log.ts';
import { createProjects } from './projects.ts';
import { createResults } from './results.ts';
import { createSettings } from './settings.ts';
import { createSiblings } from './siblings.ts';
import { createValidation } from './validation.ts';
import { createWorkspaceCheck } from './workspace-check.ts';

export interface Surroundings {
  readonly connection: Connection;
  readonly inbox: Inbox;
  readonly log: Log;
  /** Absolute folder of the installed package: it holds `docs/`. */
  readonly packageFolder: string;
  /** Loads the code of ledgers. */
  readonly loadWorkflow: () => Promise<OpenWorkflow>;
}

export function createContext(parameters: InitializeParams, surroundings: Surroundings): ServerContext {
  const { connection, inbox, log, packageFolder, loadWorkflow } = surroundings;
  const client = readClient(parameters);
  const documents = openDocuments(connection, log);
  const folders = createFolders(parameters);
  const settings = createSettings(connection, client, log);
  const projects = createProjects(folders, documents, client.trusted, createCodeCache());
  const tell = (message: string): void => {
    const type = MessageType.Warning;
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  };
  const ledgers = createLedgers({ projects, log, trusted: client.trusted, tell, loadWorkflow });
  const baselines = createBaselines(ledgers, projects, log);
  const checker = createChecker({
    baselines,
    client,
    documents,
    folders,
    settings,
    projects,
    packageFolder,
  });
  const validation = createValidation(documents, inbox, checker, log);
  const watched = client.registersWatchers;
  const siblings = createSiblings({ checker, documents, log, projects, validation, watched });
  const measured = createMeasuredFiles({ baselines, folders, ledgers, projects, siblings });
  const results = createResults(log);
  const workspaceCheck = createWorkspaceCheck({
    baselines,
    checker,
    documents,
    inbox,
    log,
    measured,
    projects,
    results,
    validation,
  });
  baselines.onDidLearn(path => {
    if (documents.uriAt(path) === undefined) workspaceCheck.recheck(path);
    else validation.revalidate();
  });
  ledgers.onDidChange(() => workspaceCheck.lookForDrift());
  return {
    checker,
    client,
    connection,
    documents,
    folders,
    ledgers,
    log,
    packageFolder,
    projects,
    results,
    settings,
    siblings,
    validation,
    workspaceCheck,
  };
}
