/** Change requests as people read them in a terminal. */
import type { Preview, RequestDetail, ShownRequest } from '../../shared/core/workflow/shown/request.ts';
import type { Io } from '../io.ts';
import { rotationText } from '../ledger/rotation-text.ts';
import { momentText, page, rowsText } from '../ledger/words.ts';
import { type TableCell, tableLines } from '../text/table.ts';
import { visibleText } from '../text/width.ts';
import { assessmentText, changesText, textsText } from './changes-text.ts';

/** As many digits of an id tell requests apart for people. */
const SHORT_ID = 8;

/** One line each. */
export function requestsText(requests: readonly ShownRequest[], { style }: Io): string[] {
  const rows = requests.map((request): TableCell[] => [
    { text: request.id.slice(0, SHORT_ID) },
    { text: request.status, paint: text => style(LOOKS[request.status], text) },
    { text: request.priority },
    { text: visibleText(request.title) },
    { text: visibleText(request.requester) },
    { text: rolesText(request) },
    { text: momentText(request.expires) },
    { text: request.waitsForMe ? 'you' : '', paint: text => style('bold', text) },
  ]);
  const titles = ['request', 'status', 'priority', 'what', 'by', 'approvals', 'expires (UTC)', 'waits for'];
  return tableLines(
    titles.map(title => ({ title })),
    rows,
    text => style('dim', text),
  );
}

const LOOKS = {
  pending: 'yellow',
  approved: 'green',
  applied: 'green',
  rejected: 'red',
  expired: 'dim',
  cancelled: 'dim',
} as const;

function rolesText({ roles }: ShownRequest): string {
  return roles.map(({ role, approvedBy }) => `${approvedBy === null ? '·' : '✓'} ${role}`).join('  ');
}

export function requestText(request: RequestDetail, io: Io): string {
  const { style } = io;
  const { emergency, ending, rollback } = request;
  const rows: [string, string][] = [
    ['id', request.id],
    ['status', style(LOOKS[request.status], request.status)],
    ['priority', request.priority],
    [
      'asked by',
      visibleText(request.requester) + (request.requesterRole ? ` (${request.requesterRole})` : ''),
    ],
    ['filed', `${momentText(request.filed)} UTC, expires ${momentText(request.expires)} UTC`],
    ['why', visibleText(request.justification)],
    ...optional('impact', request.impact),
    ...optional('rollback plan', request.rollbackPlan),
    ...(rollback ? [['rollback', `to v${rollback.to}, ${rollback.reason}`] as [string, string]] : []),
    ['approvals', approvalsText(request)],
    ...(emergency ? [['emergency', emergencyText(emergency)] as [string, string]] : []),
    ...(ending
      ? [
          [
            'ended',
            `by ${visibleText(ending.principal)}, ${momentText(ending.time)} UTC ${visibleText(ending.reason)}`,
          ] as [string, string],
        ]
      : []),
  ];
  return page(
    style('bold', visibleText(request.title)),
    '',
    ...rowsText(rows, io),
    '',
    ...(request.changes.length === 0 ? ['  No field changes.'] : changesText(request.changes, io)),
    ...textsText(request.texts, io),
    ...(request.assessment ? assessmentText(request.assessment, io) : []),
    ...request.missing.map(text => `  ${style('yellow', '!')} ${visibleText(text)}`),
    ...rotationTextOf(request, io),
    ...(request.actions.length === 0 ? [] : ['', `You may: ${request.actions.map(commandOf).join(', ')}.`]),
  );
}

/** @param isDone it is in force by now */
export function rotationTextOf({ rotation }: RequestDetail, io: Io, isDone = false): string[] {
  if (!rotation) return [];
  const who = rotation.principals.join(', ');
  const said = isDone
    ? `These secrets are still known to ${who}. Rotate them:`
    : `These secrets will still be known to ${who}. Rotate them once it is applied:`;
  return rotationText(said, rotation.secrets, io);
}

function optional(title: string, text: string): [string, string][] {
  return text === '' ? [] : [[title, visibleText(text)]];
}

function approvalsText({ roles, approvals }: RequestDetail): string {
  const lines = roles.map(({ role, approvedBy }) =>
    approvedBy === null ? `· ${role}` : `✓ ${role} by ${visibleText(approvedBy)}`,
  );
  const comments = approvals.filter(({ comment }) => comment !== '');
  const said = comments.map(({ principal, comment }) => `${visibleText(principal)}: ${visibleText(comment)}`);
  return [...lines, ...said].join(', ') || 'none is needed';
}

function emergencyText(emergency: NonNullable<RequestDetail['emergency']>): string {
  const { principal, reason, reviewDue, isOverdue, review } = emergency;
  const who = `approved alone by ${visibleText(principal)}: ${visibleText(reason)}`;
  if (review) return `${who}; reviewed by ${visibleText(review.principal)}: ${visibleText(review.finding)}`;
  return `${who}; its review ${isOverdue ? 'was' : 'is'} due by ${momentText(reviewDue)} UTC`;
}

function commandOf(action: string): string {
  return action === 'emergencyApprove' ? 'emergency-approve' : action;
}

/** What would be filed: the fields, what the check says, and who has to approve until when. */
export function previewText(title: string, preview: Preview, io: Io): string {
  const { style } = io;
  const { requirements } = preview;
  const who = requirements?.approvers.map(
    ({ role, principals }) =>
      `  ${role}: ${visibleText(principals.join(' or ')) || style('red', 'nobody who could')}`,
  );
  return page(
    style('bold', visibleText(title)),
    '',
    ...(preview.changes.length === 0 ? ['  No field changes.'] : changesText(preview.changes, io)),
    ...textsText(preview.texts, io),
    ...assessmentText(preview.assessment, io),
    ...(requirements && who
      ? [
          '',
          `Has to be approved until ${momentText(requirements.expires)} UTC (${requirements.priority}) by`,
          ...who,
        ]
      : []),
    ...(requirements?.after ? [`  after the same change is active in ${requirements.after}`] : []),
    ...preview.notes.map(note => `  ${style('yellow', '!')} ${visibleText(note)}`),
    ...(preview.obstacle === null ? [] : ['', `${style('red', '✗')} ${visibleText(preview.obstacle)}`]),
  );
}
