/** `textDocument/codeLens`: environment, score and counts above the first line. */
import type { CodeLens, Command } from 'vscode-languageserver/node';
import { CodeLensRefreshRequest, CodeLensRequest } from 'vscode-languageserver/node';
import type { DocumentStatus } from '../../shared/protocol.ts';
import { coalesce } from '../coalesce.ts';
import type { Feature, ServerContext } from '../context.ts';
import type { FileCheck } from '../file-check.ts';
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

async function lensesOf(context: ServerContext, uri: string): Promise<CodeLens[]> {
  if (!(await context.settings.of(uri)).codeLens.enable) return [];
  const check = await context.validation.current(uri);
  if (!check?.status) return [];
  const report = { title: titleOf(check.status), command: 'secureConfig.showReport', arguments: [uri] };
  const setUp = check.status.score === null ? await setUpOf(check, context) : [];
  const start = { line: 0, character: 0 };
  return [report, ...setUp].map(command => ({ range: { start, end: start }, command }));
}

/** Where there is no manifest yet that could name the file. */
async function setUpOf(check: FileCheck, { client, folders, projects }: ServerContext): Promise<Command[]> {
  const folder = folders.of(check.path);
  if (!folder || (await projects.locate(check.path))) return [];
  const title = 'Set up this folder';
  return client.prompts
    ? [{ title, command: 'secureConfig.setUpFolder' }]
    : [{ title, command: 'secureConfig.server.setUpFolder', arguments: [{ folderUri: folder.uri }] }];
}

function titleOf({ environment, score, counts, baseline }: DocumentStatus): string {
  const findings = [
    counts.critical > 0 && `${counts.critical} critical`,
    counts.error > 0 && plural(counts.error, 'error'),
    counts.warning > 0 && plural(counts.warning, 'warning'),
    counts.info > 0 && `${counts.info} info`,
  ].filter(part => part !== false);
  const parts = [
    ...(score === null ? ['syntax only'] : [environment ?? 'no environment', `${score} / 100`]),
    findings.join(', ') || 'no findings',
    ...(baseline && baseline.drifted > 0 ? [driftOf(baseline)] : []),
  ];
  return `Secure Config: ${parts.join(' · ')}`;
}

function driftOf({ drifted, version, whole }: NonNullable<DocumentStatus['baseline']>): string {
  if (whole === 'drift/added-file') return `not in v${version}`;
  return whole === null ? `${plural(drifted, 'field')} not as in v${version}` : `no longer as in v${version}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
