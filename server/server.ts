/** Puts the server together: a connection on stdio; once the client has introduced itself, a context and the features. */
import process from 'node:process';
import type { ServerCapabilities } from 'vscode-languageserver/node';
import { createConnection, PositionEncodingKind } from 'vscode-languageserver/node';
import type { OpenWorkflow } from '../shared/node/workflow/service.ts';
import type { Client } from './client.ts';
import { executeCommand } from './commands.ts';
import { createContext } from './create-context.ts';
import { FEATURES } from './features.ts';
import { createInbox } from './inbox.ts';
import { createLog } from './log.ts';
import { createOutbox } from './outbox.ts';
import { endWithClient, surviveFaults } from './process.ts';

export interface ServerOptions {
  /** Absolute folder of the installed package: it holds `docs/`. */
  readonly packageFolder: string;
  /** Loads the code of ledgers, which most runs do without. */
  readonly loadWorkflow: () => Promise<OpenWorkflow>;
}

const SERVED = [...FEATURES, executeCommand(FEATURES)];

/** Serves one client on this process's standard input and output until it says `exit` or goes away. */
export function startServer({ packageFolder, loadWorkflow }: ServerOptions): void {
  const inbox = createInbox(process.stdin);
  const connection = createConnection(inbox.reader, createOutbox(process.stdout), {
    messageStrategy: inbox.strategy,
  });
  const log = createLog(connection);
  surviveFaults(log);
  endWithClient(connection);
  connection.onInitialize(parameters => {
    const context = createContext(parameters, { connection, inbox, log, packageFolder, loadWorkflow });
    for (const feature of SERVED) feature.register(context);
    connection.onInitialized(() => {
      for (const feature of SERVED) feature.start?.(context);
    });
    return { capabilities: capabilitiesFor(context.client), serverInfo: { name: 'Secure Config' } };
  });
  connection.listen();
}

function capabilitiesFor(client: Client): ServerCapabilities {
  const announced = SERVED.map(feature => feature.capabilities?.(client) ?? {});
  return Object.assign({ positionEncoding: PositionEncodingKind.UTF16 }, ...announced);
}
