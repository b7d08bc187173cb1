/** Tells the person, once, of each request that newly waits for them. */
import * as vscode from 'vscode';
import type { ShownRequest } from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import type { Ledgers } from './ledgers.ts';
import { describeRest, priorityWord } from './words.ts';

/** Requests that are looked at for news. */
const MOST = 50;

export function tellWhatWaits(server: Server, ledgers: Ledgers): vscode.Disposable {
  /** By folder and identity: who changes the identity is not told of the same again as news. */
  const known = new Map<string, Set<string>>();
  const look = async (): Promise<void> => {
    for (const { folderUri, status } of ledgers.ready) {
      if (!status.identity || status.waitingForMe === 0) continue;
      const wish = { folderUri, whose: 'waiting', before: null, limit: MOST } as const;
      const { items } = await server.request('secureConfig/requests', wish);
      const key = `${status.identity.principal} ${folderUri}`;
      const told = known.get(key) ?? new Set();
      known.set(key, told);
      const news = items.filter(({ id }) => !told.has(id));
      for (const { id } of news) told.add(id);
      tell(news, folderUri);
    }
  };
  return ledgers.onDidChange(() => {
    look().catch(() => {
      // The server stopped in between: its next start is news again.
    });
  });
}

function tell(news: readonly ShownRequest[], folderUri: string): void {
  const [first] = news;
  if (!first) return;
  const show = news.length === 1 ? vscode.l10n.t('Show Request') : vscode.l10n.t('Show Requests');
  const message =
    news.length === 1 ? sentenceOf(first) : vscode.l10n.t('{0} requests wait for you.', news.length);
  void vscode.window.showInformationMessage(message, show).then(choice => {
    if (!choice) return;
    if (news.length > 1) void vscode.commands.executeCommand('secureConfig.requests.focus');
    else void vscode.commands.executeCommand('secureConfig.showRequest', { folderUri, id: first.id });
  });
}

function sentenceOf({ emergency, status, title, requester, priority, expires }: ShownRequest): string {
  if (status === 'approved') return vscode.l10n.t('{0} is approved: it waits for you to apply it.', title);
  if (status === 'pending') {
    const rest = describeRest(expires, new Date());
    return vscode.l10n.t(
      '{0} asks for your approval: {1} (priority {2}, {3}).',
      requester,
      title,
      priorityWord(priority),
      rest,
    );
  }
  return emergency?.isOverdue
    ? vscode.l10n.t('The review of {0}, approved in an emergency, is overdue.', title)
    : vscode.l10n.t('{0} was approved in an emergency: its review is owed.', title);
}
