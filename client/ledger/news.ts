/**
 * News of the ledgers, told together: one sync can bring an alarm, a request that waits, drift and its own report, and VS Code
 * leaves out what comes too quickly one after the other. What matters most is told in full, the rest behind a button.
 */
import * as vscode from 'vscode';
import { soon } from '../soon.ts';

/** What matters most first. */
const KINDS = ['alarm', 'drift', 'waiting', 'policy', 'sync'] as const;

const ICONS: Readonly<Record<Piece['kind'], string>> = {
  alarm: 'warning',
  drift: 'diff',
  waiting: 'bell',
  policy: 'law',
  sync: 'sync',
};

export interface Piece {
  readonly kind: (typeof KINDS)[number];
  /** In some words, for where another piece is told in full: no full stop. */
  readonly title: string;
  readonly message: string;
  readonly isWarning: boolean;
  readonly actions: readonly Action[];
}

interface Action {
  readonly label: string;
  run(): unknown;
}

export interface News extends vscode.Disposable {
  tell(piece: Piece): void;
}

/** Milliseconds in which pieces are gathered. */
const PAUSE = 600;

export function createNews(): News {
  let gathered: Piece[] = [];
  const later = soon(PAUSE, async () => {
    const pieces = gathered.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
    gathered = [];
    await show(pieces);
  });
  return {
    tell: piece => {
      gathered.push(piece);
      later();
    },
    dispose: later.dispose,
  };
}

async function show(pieces: readonly Piece[]): Promise<void> {
  const [first, ...others] = pieces;
  if (!first) return;
  const all = { label: vscode.l10n.t('Show All…'), run: () => choose(pieces) };
  const also = vscode.l10n.t('Also: {0}.', others.map(({ title }) => title).join('; '));
  const message = others.length === 0 ? first.message : `${first.message} ${also}`;
  const actions = others.length === 0 ? first.actions : [...first.actions, all];
  const isWarning = pieces.some(each => each.isWarning);
  const notify = isWarning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await notify(message, ...actions.map(({ label }) => label));
  await actions.find(({ label }) => label === chosen)?.run();
}

async function choose(pieces: readonly Piece[]): Promise<void> {
  const choices = pieces.map(piece => ({
    label: `$(${ICONS[piece.kind]}) ${piece.title}`,
    detail: piece.message,
    piece,
  }));
  const title = vscode.l10n.t('News of the Ledger');
  const chosen = await vscode.window.showQuickPick(choices, { title, matchOnDetail: true });
  if (chosen) await show([chosen.piece]);
}
