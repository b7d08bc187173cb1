/** The confirmation of an emergency: not one click, since what it goes round are other people. */
import * as vscode from 'vscode';
import { confirm } from './ask.ts';

/** The environment's name, once the person has typed it and said yes; undefined when they gave up. */
export async function confirmEmergency(
  title: string,
  environment: string,
  detail: string,
  yes: string,
): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      'Type the name of the environment, {0}, to go on. That it was an emergency is kept in the ledger, and a review is owed.',
      environment,
    ),
    ignoreFocusOut: true,
    validateInput: text => (text === environment ? undefined : vscode.l10n.t('Type {0}', environment)),
  });
  if (typed !== environment) return undefined;
  const question = vscode.l10n.t('Go round the approvers: {0}?', title);
  return (await confirm(question, detail, yes)) ? typed : undefined;
}
