/** Shows how the policy would change, asks, and puts it in force or asks the others for it. */
import type { PolicyChange, PolicyPreview } from '../../shared/core/workflow/shown/policy.ts';
import type { WorkflowService } from '../../shared/node/workflow/service.ts';
import type { Arguments } from '../arguments.ts';
import type { ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { page } from '../ledger/words.ts';
import { changesText } from './changes-text.ts';
import { isConfirmed, orStop, printJson } from './here.ts';

export async function changePolicy(
  service: WorkflowService,
  change: PolicyChange & { readonly justification: string },
  given: Arguments,
  io: Io,
): Promise<ExitCode> {
  const preview = await orStop(service.previewPolicy(change));
  const isJson = given.text('format') === 'json';
  if (!isJson) io.out(page(...previewText(preview, io)));
  if (!(await isConfirmed(preview.approvals > 0 ? 'Ask for it?' : 'Put it in force?', given, io))) return 0;
  const result = await orStop(service.changePolicy({ ...change, from: preview.from }));
  if (isJson) printJson(io, result);
  else if (result.kind === 'done') io.out(`${io.style('dim', 'policy')}  version ${result.version}\n`);
  else io.out(page(`Filed the request ${result.request.id}.`, ...result.request.missing));
  return 0;
}

function previewText({ changes, approvals, from }: PolicyPreview, io: Io): string[] {
  const others = approvals === 1 ? 'another administrator' : `${approvals} other administrators`;
  const who = approvals > 0 ? ['', `Has to be approved by ${others}.`] : [];
  return [io.style('bold', `Version ${from + 1} of the policy`), '', ...changesText(changes, io), ...who];
}
