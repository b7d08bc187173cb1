/** `Secure Config: Check Workspace`: checks every configuration file, with progress, and says what came out. */
import * as vscode from 'vscode';
import type { WorkspaceSummary } from '../../shared/protocol.ts';
import type { WorkDone } from '../language-client.ts';
import type { Server } from '../server.ts';
import { describeCounts, fileCount } from '../words.ts';

export async function checkWorkspace(server: Server): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first: there is no workspace to check.'),
    );
    return;
  }
  const summary = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Checking configuration files'),
      cancellable: true,
    },
    (progress, token) => check(server, progress, token),
  );
  if (!summary.cancelled) void tell(summary);
}

async function check(
  server: Server,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<WorkspaceSummary> {
  const workDoneToken = crypto.randomUUID();
  let reached = 0;
  const following = server.onProgress(workDoneToken, ({ percentage, message }: WorkDone) => {
    const increment = Math.max(0, (percentage ?? reached) - reached);
    reached += increment;
    progress.report({ increment, ...(message !== undefined && { message }) });
  });
  try {
    return await server.request('secureConfig/checkWorkspace', { workDoneToken }, token);
  } catch (error) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    throw error;
  } finally {
    following.dispose();
  }
}

/** The notification may stay open for long: nothing waits for it. */
async function tell(summary: WorkspaceSummary): Promise<void> {
  if (summary.files + summary.drifted === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No configuration files were found in this workspace.'),
    );
    return;
  }
  const failing = summary.files - summary.compliant;
  const show =
    failing + summary.drifted > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show(describe(summary, failing), vscode.l10n.t('Show Compliance'));
  if (choice) await vscode.commands.executeCommand('secureConfig.compliance.focus');
}

function describe({ files, findings, drifted }: WorkspaceSummary, failing: number): string {
  const verdict =
    failing === 0 ? vscode.l10n.t('all compliant') : vscode.l10n.t('{0} not compliant', failing);
  const counts = describeCounts(findings);
  const checked =
    files === 1
      ? vscode.l10n.t('1 configuration file checked, {0}: {1}.', verdict, counts)
      : vscode.l10n.t('{0} configuration files checked, {1}: {2}.', files, verdict, counts);
  const drift = vscode.l10n.t('Not as approved: {0}.', fileCount(drifted));
  return drifted === 0 ? checked : `${checked} ${drift}`;
}
