/**
 * What the pointer over a cover is told: that there is a secret, and how to see or copy it. Asked for when it is needed: a
 * hover that is given with each decoration is parsed by the editor each time the covers are drawn.
 */
import * as vscode from 'vscode';
import type { Masking } from './masking.ts';

export function createCoverHover(masking: Masking): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      provideHover(document, position) {
        const editors = vscode.window.visibleTextEditors.filter(editor => editor.document === document);
        const covered = editors.flatMap(editor => masking.coveredIn(editor));
        const range = covered.find(each => each.contains(position));
        return range && new vscode.Hover(textFor(position.line), range);
      },
    },
  );
}

function textFor(line: number): vscode.MarkdownString {
  const argument = encodeURIComponent(JSON.stringify([line]));
  const link = (title: string, command: string) => `[${title}](command:secureConfig.${command}?${argument})`;
  const text = new vscode.MarkdownString(
    [
      vscode.l10n.t('Secret, covered.'),
      link(vscode.l10n.t('Reveal'), 'revealSecret'),
      '·',
      link(vscode.l10n.t('Copy value…'), 'copySecret'),
    ].join(' '),
  );
  text.isTrusted = { enabledCommands: ['secureConfig.revealSecret', 'secureConfig.copySecret'] };
  return text;
}
