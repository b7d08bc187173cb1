/** Work-done progress: under the client's token, else under one of ours where the client can show it. */
import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver/node';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { ServerContext } from './context.ts';
import type { Progress } from './workspace-check.ts';

export interface Call {
  readonly token: CancellationToken;
  readonly workDoneToken?: string | number | undefined;
}

/** What the person is told while it goes on. */
export interface Telling {
  readonly title: string;
  /** Of which there are so many: `files`. */
  readonly unit: string;
}

export const CHECKING_WORKSPACE: Telling = { title: 'checking the workspace', unit: 'files' };

/** Milliseconds between two reports. */
const REPORT_INTERVAL = 100;

/** `work` gets a token that the request's cancellation and the person's, in the progress display, both cancel. */
export async function withProgress<Result>(
  { client, connection }: Pick<ServerContext, 'client' | 'connection'>,
  { token, workDoneToken }: Call,
  { title, unit }: Telling,
  work: (token: CancellationToken, progress: Progress) => Promise<Result>,
): Promise<Result> {
  const source = new CancellationTokenSource();
  const subscription = token.onCancellationRequested(() => source.cancel());
  if (token.isCancellationRequested) source.cancel();
  const reporter = await startReporter();
  reporter?.begin(`Secure Config: ${title}`, 0, undefined, true);
  try {
    return await work(source.token, throttled(reporter, unit));
  } finally {
    reporter?.done();
    subscription.dispose();
  }

  async function startReporter(): Promise<WorkDoneProgressReporter | undefined> {
    if (workDoneToken !== undefined) return connection.window.attachWorkDoneProgress(workDoneToken);
    if (!client.workDoneProgress) return undefined;
    const own = await connection.window.createWorkDoneProgress();
    own.token.onCancellationRequested(() => source.cancel());
    return own;
  }
}

function throttled(reporter: WorkDoneProgressReporter | undefined, unit: string): Progress {
  let last = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - last < REPORT_INTERVAL && done < total) return;
    last = now;
    reporter?.report(Math.floor((done / total) * 100), `${done} of ${total} ${unit}`);
  };
}
