/** `Secure Config: Cancel Request…`: takes back what one has asked for. */
import * as vscode from 'vscode';
import { decideInWords } from '../ledger/decide-in-words.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';

export function cancelRequest(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  return decideInWords(server, ledgers, target, {
    action: 'cancel',
    title: vscode.l10n.t('Cancel Request'),
    ask: ({ title }) => ({
      title: vscode.l10n.t('Cancel {0}', title),
      prompt: vscode.l10n.t(
        'Why is it not needed any more? A cancelled request is over; another one can be filed.',
      ),
    }),
    send: (named, reason) => server.request('secureConfig/cancelRequest', { ...named, reason }),
    done: title => vscode.l10n.t('Cancelled {0}', title),
  });
}
