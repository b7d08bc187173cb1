/** Writes one event of a ledger as HTML: what happened, who signed it and might, and whether that holds. */
import * as vscode from 'vscode';
import type { EventDetail } from '../../shared/protocol/ledger.ts';
import { describeTime } from '../ledger/words.ts';
import { type Html, html } from './html.ts';

export function eventContent(event: EventDetail): Html {
  const { isVerified, message } = event.verification;
  return html`
    <header>
      <h1>${event.summary}</h1>
      <p class="verdict ${isVerified ? 'good' : 'error'}">${isVerified ? vscode.l10n.t('Verified') : vscode.l10n.t('Not verified')}</p>
      <p>${message}</p>
    </header>
    <div class="cards">${signer(event)}${place(event)}</div>
    <section><h2>${vscode.l10n.t('What it says')}</h2><pre tabindex="0">${JSON.stringify(event.data, undefined, 2)}</pre></section>
    ${attachments(event)}`;
}

export function spokenEvent({ summary, verification }: EventDetail): string {
  return `${summary}. ${verification.message}`;
}

function signer({ principal, roles, keyType, keyFingerprint, time }: EventDetail): Html {
  const held = roles.length > 0 ? roles.join(', ') : vscode.l10n.t('no role');
  return html`
    <section class="card"><h2>${vscode.l10n.t('Signed by')}</h2>
      <p><b>${principal}</b></p>
      <p>${vscode.l10n.t('Roles at that time: {0}', held)}</p>
      <p>${describeTime(time)}</p>
      <p class="muted">${keyType} <code>${keyFingerprint}</code></p>
    </section>`;
}

function place({ seq, kind, environment, policyVersion, digest, prev, id }: EventDetail): Html {
  return html`
    <section class="card"><h2>${vscode.l10n.t('In the ledger')}</h2>
      <p>${vscode.l10n.t('Event {0}, {1}', seq, kind)}</p>
      ${environment === null ? undefined : html`<p>${vscode.l10n.t('Environment {0}', environment)}</p>`}
      <p>${vscode.l10n.t('Under policy {0}', policyVersion)}</p>
      <p class="muted">${vscode.l10n.t('Id')} <code>${id}</code></p>
      <p class="muted">${vscode.l10n.t('Digest')} <code>${digest}</code></p>
      <p class="muted">${vscode.l10n.t('After')} <code>${prev ?? vscode.l10n.t('nothing: it is the first')}</code></p>
    </section>`;
}

function attachments({ attachments: names }: EventDetail): Html | undefined {
  if (names.length === 0) return undefined;
  return html`<section><h2>${vscode.l10n.t('Attachments, by SHA-256')}</h2><ul>${names.map(name => html`<li><code>${name}</code></li>`)}</ul></section>`;
}
