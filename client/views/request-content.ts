/** Writes a change request as HTML: what is to change, why, what it does to compliance, who has agreed, what is missing. */
import * as vscode from 'vscode';
import type { RequestDetail } from '../../shared/protocol/ledger.ts';
import {
  approvalWord,
  describeRefusal,
  describeRest,
  describeTime,
  isOpen,
  priorityWord,
  reasonWord,
  requestStatusWord,
  sentenceBeside,
} from '../ledger/words.ts';
import { assessmentSection, differenceTable, textList } from './difference-table.ts';
import { type Html, html } from './html.ts';

type Action = RequestDetail['actions'][number];

export function requestContent(request: RequestDetail, now: Date): Html {
  return html`
    ${header(request, now)}
    ${buttons(request)}
    ${missing(request)}
    ${rotation(request)}
    <section><h2>${vscode.l10n.t('What changes')}</h2>${differenceTable(request.changes)}${textList(request.texts)}</section>
    <div class="cards">${why(request)}${agreement(request)}${request.assessment ? assessmentSection(request.assessment) : undefined}</div>
    ${fineprint(request)}`;
}

/** What a screen reader says when the request changes. */
export function spokenRequest(request: RequestDetail): string {
  const { title, status } = request;
  const missing = request.missing.map(sentence => sentenceBeside(request, sentence));
  return `${title}: ${requestStatusWord(status)}. ${missing.join(' ')}`;
}

const LEVELS: Readonly<Record<RequestDetail['status'], string>> = {
  pending: 'warning',
  approved: 'good',
  applied: 'good',
  rejected: 'error',
  expired: 'muted',
  cancelled: 'muted',
};

function header(request: RequestDetail, now: Date): Html {
  const { title, status, priority, requester, requesterRole, filed, expires, isStale } = request;
  const open = isOpen(request);
  const who = requesterRole === null ? requester : `${requester} (${requesterRole})`;
  const standing = [
    requestStatusWord(status),
    ...(open && isStale ? [vscode.l10n.t('out of date')] : []),
    ...(open ? [describeRest(expires, now)] : []),
  ];
  return html`
    <header>
      <h1>${title}</h1>
      <p class="verdict ${LEVELS[status]}">${standing.join(' · ')}</p>
      <dl class="facts">
        ${fact(vscode.l10n.t('Priority'), priorityWord(priority))}
        ${fact(vscode.l10n.t('Asked for by'), who)}
        ${fact(vscode.l10n.t('Filed'), describeTime(filed))}
        ${open ? fact(vscode.l10n.t('Until'), describeTime(expires)) : undefined}
        ${status === 'expired' ? fact(vscode.l10n.t('Expired'), describeTime(expires)) : undefined}
        ${fact(vscode.l10n.t('Base'), request.base === null ? vscode.l10n.t('none') : `v${request.base}`)}
      </dl>
    </header>`;
}

function fact(term: string, value: string): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

/** What brings a request on its way. */
const FORWARD: readonly Action[] = ['approve', 'apply', 'review'];

/** Those that may be done. What may not be is said with its reason, so that nobody looks for a button in vain. */
function buttons({ actions, texts }: RequestDetail): Html {
  const shown: readonly Action[] = [
    'approve',
    'apply',
    'reject',
    'emergencyApprove',
    'review',
    'edit',
    'cancel',
  ];
  const offered = shown.filter(action => actions.includes(action));
  const compare = texts.length > 0 ? [link('compare', vscode.l10n.t('Compare Files'), 'plain')] : [];
  return html`<nav class="buttons" aria-label="${vscode.l10n.t('What you can do')}">
    ${offered.map((action, index) => link(action, actionWord(action), index === 0 && FORWARD.includes(action) ? 'primary' : 'plain'))}${compare}
  </nav>`;
}

function link(action: string, word: string, kind: string): Html {
  return html`<a href="#" role="button" class="button ${kind}" data-do="${action}" data-what="" data-key="button ${action}">${word}</a> `;
}

function actionWord(action: Action): string {
  return {
    approve: vscode.l10n.t('Approve…'),
    reject: vscode.l10n.t('Reject…'),
    emergencyApprove: vscode.l10n.t('Emergency Approve…'),
    apply: vscode.l10n.t('Apply'),
    cancel: vscode.l10n.t('Cancel Request…'),
    review: vscode.l10n.t('Review…'),
    edit: vscode.l10n.t('Take Over My Working Files…'),
  }[action];
}

/** What the ledger says is missing, and why the button that one looks for is not there. */
function missing(request: RequestDetail): Html | undefined {
  const sentences = request.missing.map(sentence => sentenceBeside(request, sentence));
  const reason = reasonOf(request);
  const told = reason === undefined || sentences.includes(reason) ? sentences : [...sentences, reason];
  if (told.length === 0) return undefined;
  return html`<section class="card missing"><h2>${missingTitle(request.status)}</h2><ul>${told.map(each => html`<li>${each}</li>`)}</ul></section>`;
}

/** What is to be done about the secrets of who leaves by it. */
function rotation({ rotation: after }: RequestDetail): Html | undefined {
  if (!after) return undefined;
  const known = after.secrets.map(({ environment, number, fields }) => {
    const names = fields.map(field => field ?? vscode.l10n.t('a secret that belongs to no field'));
    return html`<li>${environment} v${number}: ${names.join(', ')}</li>`;
  });
  const title = vscode.l10n.t('What {0} will still know', after.principals.join(', '));
  const advice = vscode.l10n.t('Rotate these secrets once the request is applied.');
  return html`<section class="card"><h2>${title}</h2><p>${advice}</p><ul>${known}</ul></section>`;
}

function reasonOf(request: RequestDetail): string | undefined {
  if (request.status === 'approved') return describeRefusal(request, 'apply');
  return request.status === 'pending' ? describeRefusal(request, 'approve') : undefined;
}

function missingTitle(status: RequestDetail['status']): string {
  if (status === 'expired') return vscode.l10n.t('Why nothing can be done any more');
  return status === 'approved' ? vscode.l10n.t('Why you cannot apply it') : vscode.l10n.t('What is missing');
}

function why({ justification, impact, rollbackPlan, rollback }: RequestDetail): Html {
  const back =
    rollback &&
    html`<h3>${vscode.l10n.t('Rollback to {0}', `v${rollback.to}`)}</h3><p>${reasonWord(rollback.reason)}. ${
      rollback.keepsSecrets
        ? vscode.l10n.t('The secrets of now are kept.')
        : vscode.l10n.t('The secrets of then come back.')
    }</p>`;
  return html`
    <section class="card"><h2>${vscode.l10n.t('Why')}</h2>
      ${back ?? undefined}
      <p>${justification}</p>
      ${impact === '' ? undefined : html`<h3>${vscode.l10n.t('Impact')}</h3><p>${impact}</p>`}
      ${rollbackPlan === '' ? undefined : html`<h3>${vscode.l10n.t('Rollback plan')}</h3><p>${rollbackPlan}</p>`}
    </section>`;
}

function agreement(request: RequestDetail): Html {
  const { roles, approvals, ending, emergency } = request;
  const needed = roles.map(({ role, approvedBy }) => {
    const mark =
      approvedBy === null
        ? html`<span class="mark muted" aria-hidden="true">○</span>`
        : html`<span class="mark good" aria-hidden="true">✓</span>`;
    return html`<li>${mark}<span><b>${role}</b> ${approvalWord(request, approvedBy)}</span></li>`;
  });
  const given = approvals.map(
    ({ principal, roles: held, time, comment }) =>
      html`<p class="muted">${principal} (${held.join(', ')}), ${describeTime(time)}${comment === '' ? undefined : `: ${comment}`}</p>`,
  );
  return html`
    <section class="card"><h2>${vscode.l10n.t('Approvals')}</h2>
      <ul class="roles">${needed}</ul>
      ${given}
      ${ending ? endingPart(request, ending) : undefined}
      ${emergency ? emergencyPart(emergency) : undefined}
    </section>`;
}

/** Whoever applied, rejected or cancelled it. */
function endingPart({ status }: RequestDetail, ending: NonNullable<RequestDetail['ending']>): Html {
  const { principal, time, reason } = ending;
  const who = vscode.l10n.t('{0} by {1}, {2}', requestStatusWord(status), principal, describeTime(time));
  return html`<p class="${LEVELS[status]}">${who}${reason === '' ? undefined : `: ${reason}`}</p>`;
}

function emergencyPart({
  principal,
  reason,
  reviewDue,
  isOverdue,
  review,
}: NonNullable<RequestDetail['emergency']>): Html {
  const debt = review
    ? html`<p class="good">${vscode.l10n.t('Reviewed by {0}, {1}: {2}', review.principal, describeTime(review.time), review.finding)}</p>`
    : html`<p class="${isOverdue ? 'error' : 'warning'}">${
        isOverdue
          ? vscode.l10n.t('The review was due by {0} and is overdue.', describeTime(reviewDue))
          : vscode.l10n.t('A review is owed by {0}.', describeTime(reviewDue))
      }</p>`;
  return html`<h3>${vscode.l10n.t('Emergency')}</h3><p>${vscode.l10n.t('Approved by {0}: {1}', principal, reason)}</p>${debt}`;
}

function fineprint({ id, digest, files }: RequestDetail): Html {
  return html`<footer class="muted">
    <p>${vscode.l10n.t('Request {0}', id)}</p>
    <p>${vscode.l10n.t('An approval is for exactly this content: {0}', digest)}</p>
    <p>${vscode.l10n.t('Files: {0}', files.join(', '))}</p>
  </footer>`;
}
