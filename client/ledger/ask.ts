/** Asks for a text that is kept for good, so that it says something. */
import * as vscode from 'vscode';

export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly example?: string;
  readonly value?: string;
  /** Undefined when the text will do. */
  readonly objection?: (text: string) => string | undefined;
}

/** Undefined when the person gave up. Trimmed. */
export async function askText({
  title,
  prompt,
  example,
  value,
  objection,
}: Question): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    ...(example !== undefined && { placeHolder: vscode.l10n.t('Such as: {0}', example) }),
    ...(value !== undefined && { value }),
    ignoreFocusOut: true,
    validateInput: typed => objection?.(typed.trim()) ?? emptiness(typed),
  });
  return text?.trim();
}

function emptiness(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('Write a sentence: it is kept in the ledger.') : undefined;
}

/** Asks once more before something that cannot be taken back. */
export async function confirm(question: string, detail: string, yes: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
