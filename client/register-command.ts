/** Registers the commands of commands/, each of them a function that takes what it needs. */
import * as vscode from 'vscode';
import { readable } from './ledger/words.ts';
import { codeOfRefusal, refusalIn } from './refusal.ts';

/** Registers a command whose failure is told to the person, once, in words. */
export function registerCommand<Arguments extends unknown[]>(
  id: string,
  output: vscode.LogOutputChannel,
  run: (...args: Arguments) => Promise<void> | void,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: Arguments) => {
    try {
      await run(...args);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      await tellFailure(error, output);
    }
  });
}

async function tellFailure(error: unknown, output: vscode.LogOutputChannel): Promise<void> {
  const refusal = refusalIn(error);
  if (refusal !== undefined) {
    void tellRefusal(readable(refusal), codeOfRefusal(error));
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  output.error(message);
  const show = vscode.l10n.t('Show Output');
  const choice = await vscode.window.showErrorMessage(`Secure Config: ${message}`, show);
  if (choice) output.show();
}

/** With the command that leads on, where one does. */
async function tellRefusal(message: string, code: string | undefined): Promise<void> {
  const leadsOn = code === 'stale-rules';
  // Without a button VS Code cuts it to one line.
  const button = leadsOn ? vscode.l10n.t('Propose Policy Change…') : vscode.l10n.t('OK');
  const choice = await vscode.window.showWarningMessage(message, button);
  if (choice && leadsOn) await vscode.commands.executeCommand('secureConfig.proposePolicyChange');
}
