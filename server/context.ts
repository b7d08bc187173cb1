/** What a feature gets to work with: everything the server has, passed explicitly, nothing global. */
import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver/node';
import type { Checker } from './checker.ts';
import type { Client } from './client.ts';
import type { OpenDocuments } from './documents.ts';
import type { Folders } from './folders.ts';
import type { Ledgers } from './ledger/ledgers.ts';
import type { Log } from './log.ts';
import type { Projects } from './projects.ts';
import type { Results } from './results.ts';
import type { SettingsStore } from './settings.ts';
import type { Siblings } from './siblings.ts';
import type { Validation } from './validation.ts';
import type { WorkspaceCheck } from './workspace-check.ts';

export interface ServerContext {
  readonly connection: Connection;
  readonly client: Client;
  readonly log: Log;
  readonly documents: OpenDocuments;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly projects: Projects;
  readonly ledgers: Ledgers;
  readonly checker: Checker;
  readonly validation: Validation;
  readonly results: Results;
  readonly workspaceCheck: WorkspaceCheck;
  readonly siblings: Siblings;
  /** Absolute folder of the installed package: it holds `docs/`. */
  readonly packageFolder: string;
}

/** One LSP feature or one custom message, in one file of `features/`. Features do not know each other. */
export interface Feature {
  /** What the server announces for it. */
  capabilities?(client: ServerContext['client']): ServerCapabilities;
  /** Attaches its handlers; called once, before `initialize` is answered. */
  register(context: ServerContext): void;
  /** Called once the client is ready for requests of ours. */
  start?(context: ServerContext): void;
  /** For `workspace/executeCommand`, by name: other editors reach everything through these. */
  readonly commands?: Readonly<Record<string, Command>>;
}

export type Command = (
  context: ServerContext,
  parameters: readonly unknown[],
  call: { readonly token: CancellationToken; readonly workDoneToken?: string | number },
) => Promise<unknown>;
