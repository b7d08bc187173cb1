/**
 * `Secure Config: Propose Policy Change…`: shows the policy in force beside what manifest and profile say now, asks why, and
 * files a request for it; or puts it in force, where the policy asks for nobody else's approval.
 */
import * as vscode from 'vscode';
import type { PolicyPreview } from '../../shared/protocol/ledger.ts';
import { askText } from '../ledger/ask.ts';
import { chooseLedger } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { saveOpenFiles } from '../ledger/open-files.ts';
import { describeChange } from '../ledger/words.ts';
import { codeOfRefusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { Previews } from '../views/previews.ts';
import type { RequestPanels } from '../views/request-panel.ts';
import { subjectUri } from '../views/subject-uri.ts';

export interface PolicyParts {
  readonly server: Server;
  readonly ledgers: Ledgers;
  readonly panels: RequestPanels;
  readonly previews: Previews;
}

export async function proposePolicyChange(parts: PolicyParts): Promise<void> {
  const { server, ledgers, panels, previews } = parts;
  const folder = await chooseLedger(ledgers, vscode.l10n.t('Propose Policy Change'));
  if (!folder) return;
  const { folderUri, name } = folder;
  if (!(await saveOpenFiles(folderUri, ['secure-config.yaml']))) return;
  const preview = await previewOf(server, folderUri);
  if (!preview) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0}: the policy in force says what manifest and profile say. Nothing to propose.', name),
    );
    return;
  }
  await showDifference(preview, previews);
  const justification = await askText({
    title: vscode.l10n.t('Version {0} of the policy of {1}', preview.from + 1, name),
    prompt: vscode.l10n.t('Why does the policy have to change?'),
  });
  if (!justification || !(await confirmChange(preview, name))) return;
  const wish = { folderUri, kind: 'adopt', justification, from: preview.from } as const;
  const result = await server.request('secureConfig/changePolicy', wish);
  await previews.close();
  await ledgers.refresh();
  if (result.kind === 'requested') {
    await panels.show(subjectUri(folderUri, result.request.id));
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Version {0} of the policy is in force now.', result.version),
  );
}

/** Undefined: there is nothing to change. */
async function previewOf(server: Server, folderUri: string): Promise<PolicyPreview | undefined> {
  try {
    return await server.request('secureConfig/previewPolicy', { folderUri, kind: 'adopt' });
  } catch (error) {
    if (codeOfRefusal(error) === 'no-change') return undefined;
    throw error;
  }
}

async function showDifference({ before, after, from }: PolicyPreview, previews: Previews): Promise<void> {
  const old = previews.add(`policy v${from}.yaml`, before);
  const proposed = previews.add(`policy v${from + 1}.yaml`, after);
  const title = vscode.l10n.t('Policy v{0} in force ↔ what manifest and profile say', from);
  await vscode.commands.executeCommand('vscode.diff', old, proposed, title);
}

/** Changes that are listed in the question; the editor behind it shows all. */
const MOST_CHANGES = 12;

async function confirmChange(preview: PolicyPreview, name: string): Promise<boolean> {
  const { changes, approvals, from } = preview;
  const shown = changes.slice(0, MOST_CHANGES).map(describePolicyChange);
  const left = changes.length - shown.length;
  const detail = [
    ...shown,
    ...(left > 0 ? [vscode.l10n.t('… and {0} more', left)] : []),
    '',
    whoAgrees(approvals),
    vscode.l10n.t('The editor behind this question shows the whole policy, before and after.'),
  ].join('\n');
  const yes = approvals > 0 ? vscode.l10n.t('File Request') : vscode.l10n.t('Put in Force');
  const question =
    approvals > 0
      ? vscode.l10n.t('Ask for version {0} of the policy of {1}?', from + 1, name)
      : vscode.l10n.t('Put version {0} of the policy of {1} in force?', from + 1, name);
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
}

function describePolicyChange(change: PolicyPreview['changes'][number]): string {
  if (change.field === 'ruleSet') return vscode.l10n.t('• ruleSet: contents are checked by the rules of now');
  return `• ${change.field}: ${describeChange(change)}`;
}

function whoAgrees(approvals: number): string {
  if (approvals === 0)
    return vscode.l10n.t('The policy in force asks for nobody else’s approval: it holds at once.');
  return approvals === 1
    ? vscode.l10n.t('Another administrator has to approve it.')
    : vscode.l10n.t('{0} other administrators have to approve it.', approvals);
}
