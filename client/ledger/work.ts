/** Shows the server's progress with long work, and lets the person cancel it. */
import * as vscode from 'vscode';
import type { Server } from '../server.ts';

export function withWork<Result>(
  server: Server,
  title: string,
  run: (workDoneToken: string, token: vscode.CancellationToken) => Promise<Result>,
): Thenable<Result> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const workDoneToken = crypto.randomUUID();
    let reached = 0;
    const following = server.onProgress(workDoneToken, ({ percentage, message }) => {
      const increment = Math.max(0, (percentage ?? reached) - reached);
      reached += increment;
      progress.report({ increment, ...(message !== undefined && { message }) });
    });
    try {
      return await run(workDoneToken, token);
    } catch (error) {
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      throw error;
    } finally {
      following.dispose();
    }
  });
}
