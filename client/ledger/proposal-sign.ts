/**
 * Tells the person, once, that manifest and profile say something else than the policy in force: what they have written
 * there does not hold yet, and what is asked for under other rules is refused.
 */
import * as vscode from 'vscode';
import type { Ledgers } from './ledgers.ts';
import type { News, Piece } from './news.ts';
import { proposalText } from './words.ts';

const KEY = 'policy.proposalsTold';
/** Proposals that are remembered, of all folders. */
const MOST = 50;

export function tellOfProposals(ledgers: Ledgers, news: News, memory: vscode.Memento): vscode.Disposable {
  return ledgers.onDidChange(() => {
    const told = memory.get<readonly string[]>(KEY, []);
    for (const { folderUri, name, status } of ledgers.ready) {
      const { policyVersion, proposed } = status;
      const key = JSON.stringify([folderUri, policyVersion, proposed]);
      if (proposed.length === 0 || told.includes(key)) continue;
      void memory.update(KEY, [key, ...told].slice(0, MOST));
      news.tell(pieceOf(name, policyVersion, proposed));
    }
  });
}

function pieceOf(name: string, version: number, proposed: Parameters<typeof proposalText>[0]): Piece {
  const label = vscode.l10n.t('Propose Policy Change…');
  const run = () => vscode.commands.executeCommand('secureConfig.proposePolicyChange');
  const title = vscode.l10n.t('manifest and profile propose {0}', proposalText(proposed));
  const message = vscode.l10n.t(
    '{0}: manifest and profile propose {1} than the policy in force (v{2}). They hold once the policy has adopted them.',
    name,
    proposalText(proposed),
    version,
  );
  return { kind: 'policy', title, message, isWarning: false, actions: [{ label, run }] };
}
