/** `textDocument/diagnostic`: the client asks for one document's diagnostics. */
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver/node';
import { coalesce } from '../coalesce.ts';
import type { Feature } from '../context.ts';
import { pathOfUri } from '../convert.ts';
import type { FileCheck } from '../file-check.ts';
import { askClient, cancelled, guarded } from '../log.ts';

/** Milliseconds: several documents are checked again together. */
const REFRESH_DELAY = 20;

export const documentDiagnostic: Feature = {
  capabilities: client =>
    client.pulls
      ? {
          diagnosticProvider: {
            identifier: 'secure-config',
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {},
  register: ({ checker, client, connection, log, validation }) => {
    if (!client.pulls) return;
    connection.onRequest(
      DocumentDiagnosticRequest.type,
      guarded(log, 'textDocument/diagnostic', async ({ textDocument: { uri }, previousResultId }, token) => {
        const path = pathOfUri(uri);
        const check = (await validation.current(uri)) ?? (path && (await checker.disk(path)));
        if (token.isCancellationRequested) return cancelled();
        return toReport(check || undefined, previousResultId);
      }),
    );
    if (!client.refreshesDiagnostics) return;
    const refresh = coalesce(REFRESH_DELAY, () =>
      askClient(log, DiagnosticRefreshRequest.method, () => connection.languages.diagnostics.refresh()),
    );
    validation.onDidCheck(({ cause }) => cause === 'governance' && refresh());
  },
};

function toReport(
  check: FileCheck | undefined,
  previousResultId: string | undefined,
): DocumentDiagnosticReport {
  const items: Diagnostic[] = [...(check?.diagnostics ?? [])];
  const resultId = check?.resultId() ?? 'none';
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
