/** `textDocument/codeLens`: environment, score and counts above the first line. */
import type { CodeLens } from 'vscode-languageserver/node';
import { CodeLensRefreshRequest, CodeLensRequest } from 'vscode-languageserver/node';
import type { DocumentStatus } from '../../shared/protocol.ts';
import { coalesce } from '../coalesce.ts';
import type { Feature, ServerContext } from '../context.ts';
import { askClient, guarded } from '../log.ts';

/** Milliseconds: several documents are checked again together. */
const REFRESH_DELAY = 20;

export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  register: context => {
    const { client, connection, log, validation } = context;
    connection.onRequest(
      CodeLensRequest.type,
      guarded(log, 'textDocument/codeLens', ({ textDocument }) => lensesOf(context, textDocument.uri)),
    );
    if (!client.refreshesCodeLenses) return;
    const refresh = coalesce(REFRESH_DELAY, () =>
      askClient(log, CodeLensRefreshRequest.method, () =>
        connection.sendRequest(CodeLensRefreshRequest.type),
      ),
    );
    validation.onDidCheck(({ cause }) => cause === 'governance' && refresh());
  },
};

async function lensesOf({ settings, validation }: ServerContext, uri: string): Promise<CodeLens[]> {
  if (!(await settings.of(uri)).codeLens.enable) return [];
  const status = (await validation.current(uri))?.status;
  if (!status) return [];
  const start = { line: 0, character: 0 };
  const command = { title: titleOf(status), command: 'secureConfig.showReport', arguments: [uri] };
  return [{ range: { start, end: start }, command }];
}

function titleOf({ environment, score, counts }: DocumentStatus): string {
  const findings = [
    counts.critical > 0 && `${counts.critical} critical`,
    counts.error > 0 && plural(counts.error, 'error'),
    counts.warning > 0 && plural(counts.warning, 'warning'),
    counts.info > 0 && `${counts.info} info`,
  ].filter(part => part !== false);
  const parts = [
    environment ?? 'no environment',
    score === null ? 'no profile' : `${score} / 100`,
    findings.join(', ') || 'no findings',
  ];
  return `Secure Config: ${parts.join(' · ')}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
