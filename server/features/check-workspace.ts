/** `secureConfig/checkWorkspace`, and the same as a command for other editors: checks everything, with progress. */
import type { Severity } from '../../shared/core/document/document.ts';
import type { WorkspaceSummary } from '../../shared/protocol.ts';
import type { Feature, ServerContext } from '../context.ts';
import { requestType } from '../custom-messages.ts';
import { guarded } from '../log.ts';
import { type Call, CHECKING_WORKSPACE, withProgress } from '../progress.ts';

export const checkWorkspace: Feature = {
  register: context => {
    context.connection.onRequest(
      requestType('secureConfig/checkWorkspace'),
      guarded(context.log, 'secureConfig/checkWorkspace', (parameters, token) =>
        check(context, { token, workDoneToken: parameters?.workDoneToken }),
      ),
    );
  },
  commands: {
    'secureConfig.server.checkWorkspace': (context, _, call) => check(context, call),
  },
};

async function check(context: ServerContext, call: Call): Promise<WorkspaceSummary> {
  const { cancelled } = await withProgress(context, call, CHECKING_WORKSPACE, context.workspaceCheck.run);
  const findings: Record<Severity, number> = { critical: 0, error: 0, warning: 0, info: 0 };
  let files = 0;
  let compliant = 0;
  let drifted = 0;
  for (const { status } of context.results.each()) {
    if (!status) continue;
    if (status.baseline && status.baseline.drifted > 0) drifted++;
    if (status.baseline?.whole === 'drift/missing-file') continue;
    files++;
    if (status.isCompliant) compliant++;
    for (const severity of Object.keys(findings) as Severity[]) findings[severity] += status.counts[severity];
  }
  return { files, compliant, findings, drifted, cancelled };
}
