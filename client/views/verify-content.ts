/** Writes what a verification of a ledger found as HTML. */
import * as vscode from 'vscode';
import type { VerifyReport } from '../../shared/protocol/ledger.ts';
import { type Html, html } from './html.ts';

export function verifyContent(report: VerifyReport, name: string): Html {
  const { isVerified, events, head, genesis, checks, failures } = report;
  const verdict = isVerified ? vscode.l10n.t('Everything holds') : vscode.l10n.t('It does not hold');
  return html`
    <header>
      <h1>${vscode.l10n.t('Ledger of {0}', name)}</h1>
      <p class="verdict ${isVerified ? 'good' : 'error'}">${verdict}</p>
      <p>${vscode.l10n.t('{0} events were read and verified in {1} ms.', events, Math.round(report.milliseconds))}</p>
    </header>
    ${failures.length > 0 ? html`<section><h2>${vscode.l10n.t('What is wrong')}</h2>${failures.map(failure)}</section>` : undefined}
    <section class="card"><h2>${vscode.l10n.t('What was looked at')}</h2>
      <ul class="checks">${checks.map(check => html`<li><span class="good" aria-hidden="true">✓</span><span>${check}</span></li>`)}</ul>
    </section>
    <section class="card"><h2>${vscode.l10n.t('To compare with others')}</h2>
      <p>${vscode.l10n.t('Two people who see the same head have the same history.')}</p>
      <p>${vscode.l10n.t('Head')} <code>${head}</code></p>
      <p>${vscode.l10n.t('First event')} <code>${genesis}</code></p>
    </section>`;
}

export function spokenReport({ isVerified, events, failures }: VerifyReport): string {
  if (isVerified) return vscode.l10n.t('Everything holds: {0} events.', events);
  return failures.length === 1
    ? vscode.l10n.t('It does not hold: 1 problem.')
    : vscode.l10n.t('It does not hold: {0} problems.', failures.length);
}

function failure({ seq, code, threat, message, whatToDo }: VerifyReport['failures'][number]): Html {
  const where = seq === null ? vscode.l10n.t('The ledger as a whole') : vscode.l10n.t('Event {0}', seq);
  return html`
    <div class="card missing">
      <h3>${where} · ${code}${threat === null ? undefined : ` · ${vscode.l10n.t('threat {0}', threat)}`}</h3>
      <p>${message}</p>
      <p><b>${whatToDo}</b></p>
    </div>`;
}
