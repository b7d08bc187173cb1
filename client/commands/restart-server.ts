/** `Secure Config: Restart Server`: the way out when checking has gone wrong. */
import * as vscode from 'vscode';
import type { Server } from '../server.ts';

export async function restartServer(server: Server): Promise<void> {
  await server.restart();
  if (server.state === 'running') {
    vscode.window.setStatusBarMessage('$(check) Secure Config: the server was started again', 5000);
  }
}
