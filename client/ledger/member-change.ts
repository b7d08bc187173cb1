/** What is asked and told alike when somebody is taken into a ledger or out of it. */
import * as vscode from 'vscode';
import type { MemberResult } from '../../shared/protocol/ledger.ts';
import type { RequestPanels } from '../views/request-panel.ts';
import { subjectUri } from '../views/subject-uri.ts';
import { confirm } from './ask.ts';
import { secretsText } from './words.ts';

/** @param approvals how many others have to approve it */
export function confirmMembers(
  question: string,
  lines: readonly string[],
  approvals: number,
): Promise<boolean> {
  const who =
    approvals === 0
      ? vscode.l10n.t('The policy asks for nobody else’s approval: it holds at once.')
      : vscode.l10n.t('Other administrators who have to approve it: {0}.', approvals);
  const yes = approvals === 0 ? vscode.l10n.t('Put in Force') : vscode.l10n.t('File Request');
  return confirm(question, [...lines, '', who].join('\n'), yes);
}

/** @param done what is so now, where nobody else had to approve it */
export async function tellMembers(
  { request, toRotate }: MemberResult,
  folderUri: string,
  panels: RequestPanels,
  done: string,
): Promise<void> {
  if (request !== null) await panels.show(subjectUri(folderUri, request));
  const isKnown = toRotate.length > 0;
  const rotate = vscode.l10n.t('Rotate what they can still know: {0}.', secretsText(toRotate));
  const said = [...(request === null ? [done] : []), ...(isKnown ? [rotate] : [])].join(' ');
  if (said === '') return;
  const show = isKnown ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void show(said, vscode.l10n.t('OK'));
}
