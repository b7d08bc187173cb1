/**
 * The language server as the client sees it: typed requests and notifications, and a life of its own.
 * A server that stops by itself is started again a few times; then the person is told and asked.
 */
import * as vscode from 'vscode';
import type { ClientNotifications, Commands, Notifications, Requests } from '../shared/protocol.ts';
import { type CrashPolicy, createCrashPolicy } from './crash-policy.ts';
import type { ServerConnection, WorkDone } from './language-client.ts';

export type ServerState = 'starting' | 'running' | 'stopped';

/** Variables of the server's process. */
type Environment = Readonly<Record<string, string>>;

type Listener<Name extends keyof Notifications> = (params: Notifications[Name]) => void;

const NOTIFICATIONS: readonly (keyof Notifications)[] = [
  'secureConfig/status',
  'secureConfig/complianceChanged',
  'secureConfig/ledgerChanged',
];

export class Server implements vscode.Disposable {
  readonly #module: string;
  readonly #output: vscode.LogOutputChannel;
  readonly #environment: () => Promise<Environment>;
  readonly #crashes: CrashPolicy = createCrashPolicy({ restarts: 4, withinMilliseconds: 180_000 });
  readonly #listeners = new Map<keyof Notifications, Set<(params: never) => void>>();
  readonly #stateChanged = new vscode.EventEmitter<ServerState>();
  #client: ServerConnection | undefined;
  #state: ServerState = 'stopped';
  #attempt = 0;
  /** Until then there is no client although the server is starting. */
  #prepared: Promise<ServerConnection | undefined> | undefined;

  /** Fires after each change of `state`. */
  readonly onDidChangeState = this.#stateChanged.event;

  /**
   * @param module absolute path of the bundled server
   * @param environment variables that the server's process gets beside our own, asked for at each start
   */
  constructor(module: string, output: vscode.LogOutputChannel, environment: () => Promise<Environment>) {
    this.#module = module;
    this.#environment = environment;
    this.#output = output;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Resolves when the server runs, or when the person has been told that it does not. */
  async start(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#setState('starting');
    this.#prepared = this.#connect(attempt);
    const client = await this.#prepared;
    if (!client) return; // stopped, or started anew, meanwhile
    try {
      await client.start();
      if (this.#client === client) this.#setState('running');
    } catch (error) {
      this.#ended(
        client,
        vscode.l10n.t('The Secure Config server could not be started: {0}.', messageOf(error)),
      );
    }
  }

  async restart(): Promise<void> {
    this.#crashes.forget();
    await this.#stop();
    await this.start();
  }

  /** Rejects when the server does not run, when `token` is cancelled, or when the server fails. */
  async request<Name extends keyof Requests>(
    name: Name,
    params: Requests[Name]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[Name]['result']> {
    await this.#prepared;
    if (!this.#client || this.#state === 'stopped')
      throw new Error(vscode.l10n.t('The Secure Config server does not run.'));
    return this.#client.sendRequest<Requests[Name]['result']>(name, params, token);
  }

  /** Runs a command of the server's. Rejects, with a sentence for the person, when it is not done. */
  async execute<Name extends keyof Commands>(command: Name, argument: Commands[Name]): Promise<void> {
    await this.#prepared;
    if (!this.#client || this.#state === 'stopped')
      throw new Error(vscode.l10n.t('The Secure Config server does not run.'));
    await this.#client.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
  }

  /** Says nothing to a server that does not run: its next start tells it the same. */
  async notify<Name extends keyof ClientNotifications>(
    name: Name,
    params: ClientNotifications[Name],
  ): Promise<void> {
    if (this.#state === 'running') await this.#client?.sendNotification(name, params);
  }

  on<Name extends keyof Notifications>(name: Name, listener: Listener<Name>): vscode.Disposable {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return new vscode.Disposable(() => listeners.delete(listener));
  }

  /** Tells the server of one more document, whose name the selector does not cover, until the server's next start. */
  follow(uri: vscode.Uri): void {
    this.#client?.follow(uri);
  }

  /** Follows the work-done progress that a request names by its token. */
  onProgress(token: string, listener: (done: WorkDone) => void): vscode.Disposable {
    return this.#client?.onWorkDone(token, listener) ?? new vscode.Disposable(() => {});
  }

  dispose(): Promise<void> {
    this.#stateChanged.dispose();
    return this.#stop();
  }

  async #connect(attempt: number): Promise<ServerConnection | undefined> {
    const [environment, { ServerConnection }] = await Promise.all([
      this.#environment(),
      import('./language-client.ts'),
    ]);
    if (attempt !== this.#attempt) return undefined;
    const client = new ServerConnection({
      module: this.#module,
      environment,
      output: this.#output,
      ended: connection =>
        this.#ended(connection, vscode.l10n.t('The Secure Config server stopped unexpectedly.')),
    });
    this.#client = client;
    this.#listen(client);
    return client;
  }

  #listen(client: ServerConnection): void {
    for (const name of NOTIFICATIONS) {
      client.onNotification(name, (params: unknown) => {
        for (const listener of this.#listeners.get(name) ?? []) listener(params as never);
      });
    }
  }

  /** A client whose server was stopped by us, or whose end is known already, is no longer the current one. */
  #ended(client: ServerConnection, what: string): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    if (this.#crashes.mayRestart(Date.now())) this.#startAgain(what);
    else this.#giveUp(what);
  }

  #startAgain(what: string): void {
    this.#output.warn(`${what} It is started again.`);
    vscode.window.setStatusBarMessage(
      `$(debug-restart) ${vscode.l10n.t('Secure Config: the server stopped and is started again')}`,
      8000,
    );
    void this.start();
  }

  #giveUp(what: string): void {
    this.#setState('stopped');
    this.#output.error(what);
    const message = vscode.l10n.t(
      '{0} That was five times within three minutes. Configuration files are not checked until it runs again.',
      what,
    );
    const restart = vscode.l10n.t('Restart Server');
    const showOutput = vscode.l10n.t('Show Output');
    void vscode.window.showErrorMessage(message, restart, showOutput).then(choice => {
      if (choice === restart) void this.restart();
      if (choice === showOutput) this.#output.show();
    });
  }

  async #stop(): Promise<void> {
    this.#attempt++;
    const client = this.#client;
    this.#client = undefined;
    this.#setState('stopped');
    try {
      if (client?.needsStop()) await client.stop();
    } catch (error) {
      // A server that hangs or is still starting: the library ends its process by itself.
      this.#output.warn(`The server did not stop in order: ${messageOf(error)}`);
    }
  }

  #setState(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
