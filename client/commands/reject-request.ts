/** `Secure Config: Reject…`: ends a request, with the reason. */
import * as vscode from 'vscode';
import { decideInWords } from '../ledger/decide-in-words.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

export function rejectRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  return decideInWords(server, ledgers, target, {
    action: 'reject',
    title: vscode.l10n.t('Reject'),
    ask: ({ title, requester }) => ({
      title: vscode.l10n.t('Reject {0}', title),
      prompt: vscode.l10n.t(
        'Why? {0} reads it. A rejected request is over; another one can be filed.',
        requester,
      ),
    }),
    send: (named, reason) => server.request('secureConfig/rejectRequest', { ...named, reason }),
    done: title => vscode.l10n.t('Rejected {0}', title),
  });
}
