/** Tells the person, once, of each request that newly waits for them. */
import * as vscode from 'vscode';
import type { ShownRequest } from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import type { Ledgers } from './ledgers.ts';
import type { News, Piece } from './news.ts';
import { describeRest, priorityWord } from './words.ts';

/** Requests that are looked at for news. */
const MOST = 50;

export function tellWhatWaits(server: Server, ledgers: Ledgers, news: News): vscode.Disposable {
  /** By folder and identity: who changes the identity is not told of the same again as news. */
  const known = new Map<string, Set<string>>();
  const look = async (): Promise<void> => {
    for (const { folderUri, status } of ledgers.ready) {
      if (!status.identity || status.waitingForMe === 0) continue;
      const wish = { folderUri, whose: 'waiting', before: null, limit: MOST } as const;
      const { items } = await server.request('secureConfig/requests', wish);
      const key = `${status.identity.principal} ${folderUri}`;
      const seen = known.get(key) ?? new Set();
      known.set(key, seen);
      const fresh = items.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      const piece = pieceOf(fresh, folderUri);
      if (piece) news.tell(piece);
    }
  };
  return ledgers.onDidChange(() => {
    look().catch(() => {
      // The server stopped in between: its next start is news again.
    });
  });
}

function pieceOf(fresh: readonly ShownRequest[], folderUri: string): Piece | undefined {
  const [first] = fresh;
  if (!first) return undefined;
  if (fresh.length > 1) {
    const title = vscode.l10n.t('{0} requests wait for you', fresh.length);
    const run = () => vscode.commands.executeCommand('secureConfig.requests.focus');
    return pieceWith(title, `${title}.`, { label: vscode.l10n.t('Show Requests'), run });
  }
  const run = () => vscode.commands.executeCommand('secureConfig.showRequest', { folderUri, id: first.id });
  const title = vscode.l10n.t('{0} waits for you', first.title);
  return pieceWith(title, sentenceOf(first), { label: vscode.l10n.t('Show Request'), run });
}

function pieceWith(title: string, message: string, action: Piece['actions'][number]): Piece {
  return { kind: 'waiting', title, message, isWarning: false, actions: [action] };
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
