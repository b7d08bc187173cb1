/** Differences of fields as an HTML table: what it was, what it is to be, secrets covered. */
import * as vscode from 'vscode';
import type { Assessment, FieldDifference, ShownFinding, TextChange } from '../../shared/protocol/ledger.ts';
import { changeWord, describeText } from '../ledger/words.ts';
import { describeScore, severityWord } from '../words.ts';
import { fill, type Html, html } from './html.ts';
import { severityIcon } from './severity-icon.ts';

export function differenceTable(changes: readonly FieldDifference[]): Html {
  if (changes.length === 0) return html`<p class="muted">${vscode.l10n.t('No field differs.')}</p>`;
  return html`
    <table class="changes">
      <thead><tr>
        <th scope="col">${vscode.l10n.t('Field')}</th>
        <th scope="col">${vscode.l10n.t('Now')}</th>
        <th scope="col">${vscode.l10n.t('New')}</th>
      </tr></thead>
      <tbody>${changes.map(row)}</tbody>
    </table>`;
}

/** Every file whose text differs, so that nobody agrees to what shows in no field. */
export function textList(texts: readonly TextChange[]): Html | undefined {
  if (texts.length === 0) return undefined;
  const items = texts.map(text => html`<li><code>${text.path}</code> ${describeText(text)}</li>`);
  return html`<h3>${vscode.l10n.t('Files')}</h3><ul>${items}</ul>`;
}

function row(difference: FieldDifference): Html {
  const { field, change, downgrade, secret, path } = difference;
  const notes = [
    html`<span class="kind ${change}">${changeWord(change)}</span>`,
    ...(secret ? [html`<span class="kind">${vscode.l10n.t('secret')}</span>`] : []),
    ...(downgrade ? [html`<span class="kind warning">${vscode.l10n.t('less secure')}</span>`] : []),
  ];
  return html`<tr>
    <th scope="row"><code>${field}</code> ${notes}${path === null ? undefined : html`<div class="muted">${path}</div>`}</th>
    <td class="before">${value(difference.before)}</td>
    <td class="after">${value(difference.after)}</td>
  </tr>`;
}

function value(text: string | null): Html {
  return text === null
    ? html`<span class="muted">${vscode.l10n.t('not set')}</span>`
    : html`<code>${text === '' ? vscode.l10n.t('(empty)') : text}</code>`;
}

/** Score before → after, and the findings that come and go. */
export function assessmentSection(assessment: Assessment): Html {
  const { scoreBefore, scoreAfter, isCompliant, findingsAdded, findingsRemoved } = assessment;
  const level = isCompliant ? 'good' : 'error';
  const verdict = isCompliant ? vscode.l10n.t('compliant') : vscode.l10n.t('not compliant');
  const scores = fill(
    vscode.l10n.t('Score {0} → {1}, {2}'),
    html`<b>${describeScore(scoreBefore)}</b>`,
    html`<b class="${level}">${describeScore(scoreAfter)}</b>`,
    html`<span class="${level}">${verdict}</span>`,
  );
  const unchanged = findingsAdded.length + findingsRemoved.length === 0;
  return html`
    <section class="card">
      <h2>${vscode.l10n.t('Compliance')}</h2>
      <p>${scores}</p>
      ${unchanged ? html`<p class="muted">${vscode.l10n.t('No finding comes or goes.')}</p>` : undefined}
      ${findingList(vscode.l10n.t('It adds'), findingsAdded)}
      ${findingList(vscode.l10n.t('It removes'), findingsRemoved)}
    </section>`;
}

function findingList(title: string, findings: readonly ShownFinding[]): Html | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.map(
    ({ code, severity, message }) =>
      html`<li>${severityIcon(severity)}<span><b>${code}</b> <span class="${severity}">${severityWord(severity)}</span> ${message}</span></li>`,
  );
  return html`<h3>${title}</h3><ul class="findings">${items}</ul>`;
}
