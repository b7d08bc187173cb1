/** `Secure Config: Review…`: pays the debt of an emergency approval: what was done, looked at afterwards. */
import * as vscode from 'vscode';
import { decideInWords } from '../ledger/decide-in-words.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

export function reviewRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  return decideInWords(server, ledgers, target, {
    action: 'review',
    title: vscode.l10n.t('Review'),
    question: {
      action: 'review',
      isAbout: ({ emergency }) => emergency !== null && emergency.review === null,
      nothing: vscode.l10n.t('No review is owed.'),
    },
    ask: ({ title }) => ({
      title: vscode.l10n.t('Review of {0}', title),
      prompt: vscode.l10n.t('What do you find? Was the emergency one, and is what was done right?'),
    }),
    send: (named, finding) => server.request('secureConfig/reviewRequest', { ...named, finding }),
    done: title => vscode.l10n.t('Reviewed {0}', title),
  });
}
