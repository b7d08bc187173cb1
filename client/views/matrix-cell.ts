/** Writes one cell of the matrix: the value as it may be shown, how it stands, and what it breaks. */
import * as vscode from 'vscode';
import type { EnvironmentMatrix } from '../../shared/protocol.ts';
import { severityWord } from '../words.ts';
import { type Html, html } from './html.ts';
import { severityIcon } from './severity-icon.ts';

type Cell = EnvironmentMatrix['matrix']['groups'][number]['fields'][number]['cells'][number];

export interface CellPlace {
  readonly column: number;
  /** Of its environment. */
  readonly isFirst: boolean;
  readonly path: string;
  readonly environment: string;
}

export function matrixCell(cell: Cell, place: CellPlace): Html {
  const { column, isFirst, path, environment } = place;
  const { start, end } = cell.range;
  const what = [column, start.line, start.character, end.line, end.character].join(':');
  const classes = [
    cell.state,
    cell.differs ? 'differs' : '',
    isFirst ? 'first' : '',
    cell.severity ? 'violates' : '',
  ];
  return html`
    <td class="${classes.filter(Boolean).join(' ')}"><a href="#" tabindex="-1" data-do="reveal" data-what="${what}"
      data-key="cell ${path} ${column}" title="${tooltip(cell, place)}"
      >${cell.severity ? severityIcon(cell.severity) : undefined}${value(cell)}${mark(cell)}<span
      class="spoken">${spoken(cell, environment)}</span></a></td>`;
}

/** What a filter finds a cell by. */
export function wordsOfCell(cell: Cell): string {
  const { shown = '', state, severity = '', findings } = cell;
  return [shown, state, severity, ...findings.map(({ code }) => code)].join(' ');
}

function value({ state, shown }: Cell): Html {
  if (state === 'missing') return html`<span class="value none">${vscode.l10n.t('missing')}</span>`;
  if (shown === '') return html`<span class="value none">${vscode.l10n.t('empty')}</span>`;
  return html`<span class="value">${shown}</span>`;
}

function mark({ state, differs }: Cell): Html | undefined {
  if (state === 'default') return html`<span class="mark">${vscode.l10n.t('default')}</span>`;
  if (state === 'unknown') return html`<span class="mark">${vscode.l10n.t('set elsewhere')}</span>`;
  return differs && state === 'different' ? html`<span class="mark" aria-hidden="true">≠</span>` : undefined;
}

function stateWords({ state, differs }: Cell): string {
  switch (state) {
    case 'same':
      return vscode.l10n.t('As in most files.');
    case 'different':
      return vscode.l10n.t('Differs.');
    case 'default':
      return differs
        ? vscode.l10n.t('Left out: the program takes the default. Differs.')
        : vscode.l10n.t('Left out: the program takes the default.');
    case 'missing':
      return vscode.l10n.t('Not set.');
    case 'unknown':
      return vscode.l10n.t('Refers to what only the running program knows, so it is not compared.');
  }
}

function tooltip(cell: Cell, { path, environment }: CellPlace): string {
  const shown = cell.shown ? `${path} = ${cell.shown}` : path;
  const findings = cell.findings.map(
    ({ code, severity, message }) => `${severityWord(severity)} ${code}: ${message}`,
  );
  return [`${shown} (${environment})`, stateWords(cell), ...findings].join('\n');
}

function spoken(cell: Cell, environment: string): string {
  const findings = cell.findings.map(({ code, severity }) => `${severityWord(severity)} ${code}`);
  return [`, ${environment}.`, stateWords(cell), ...findings].join(' ');
}
