/** `workspace/diagnostic`: every file's diagnostics. Only the first request checks everything; results are kept. */
import type { PreviousResultId, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node';
import { coalesce } from '../coalesce.ts';
import type { Feature } from '../context.ts';
import type { FileCheck } from '../file-check.ts';
import { askClient, cancelled, guarded } from '../log.ts';
import { CHECKING_WORKSPACE, withProgress } from '../progress.ts';

/** Milliseconds: files that change together on disk are told together. */
const REFRESH_DELAY = 200;

export const workspaceDiagnostic: Feature = {
  register: context => {
    const { client, connection, documents, log, results, workspaceCheck } = context;
    if (!client.pulls) return;
    connection.onRequest(
      WorkspaceDiagnosticRequest.type,
      guarded(log, 'workspace/diagnostic', async ({ previousResultIds, workDoneToken }, token) => {
        if (!workspaceCheck.isComplete())
          await withProgress(context, { token, workDoneToken }, CHECKING_WORKSPACE, workspaceCheck.run);
        if (token.isCancellationRequested) {
          return cancelled();
        }
        return { items: toReports(results.all(), previousResultIds) };
      }),
    );
    if (!client.refreshesDiagnostics) return;
    const refresh = coalesce(REFRESH_DELAY, () =>
      askClient(log, DiagnosticRefreshRequest.method, () => connection.languages.diagnostics.refresh()),
    );
    results.onDidChange(({ uri }) => {
      if (workspaceCheck.isComplete() && !documents.get(uri)) refresh();
    });
  },
};

function toReports(
  checks: readonly FileCheck[],
  previous: readonly PreviousResultId[],
): WorkspaceDocumentDiagnosticReport[] {
  const gone = new Map(previous.map(({ uri, value }) => [uri, value]));
  const reports = checks.map((check): WorkspaceDocumentDiagnosticReport => {
    const { uri, version, diagnostics } = check;
    const resultId = check.resultId();
    const isUnchanged = gone.get(uri) === resultId;
    gone.delete(uri);
    return isUnchanged
      ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...diagnostics] };
  });
  const emptied = [...gone.keys()].map(
    (uri): WorkspaceDocumentDiagnosticReport => ({
      kind: DocumentDiagnosticReportKind.Full,
      uri,
      version: null,
      items: [],
    }),
  );
  return [...reports, ...emptied];
}
