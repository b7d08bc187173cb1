/** The Requests tree: what waits for me, what is mine, all of them → each request → the approvals that it takes. */
import * as vscode from 'vscode';
import type { ShownRequest } from '../../shared/protocol/ledger.ts';
import {
  approvalWord,
  describeDay,
  describeRefusal,
  describeRest,
  describeTime,
  isOpen,
  priorityWord,
  requestStatusWord,
} from '../ledger/words.ts';
import type { Drawn } from './drawn.ts';

export type Whose = 'waiting' | 'mine' | 'all';

export type RequestsNode = GroupNode | RequestNode | RoleNode | MoreRequestsNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly whose: Whose;
  /** Null until it has been asked for. */
  readonly count: number | null;
}

export interface RequestNode {
  readonly kind: 'request';
  readonly whose: Whose;
  readonly folderUri: string;
  readonly request: ShownRequest;
}

interface RoleNode {
  readonly kind: 'role';
  readonly whose: Whose;
  readonly folderUri: string;
  readonly request: ShownRequest;
  readonly role: string;
  /** Which of the request's approvals it is: two may be for the same role. */
  readonly index: number;
  readonly approvedBy: string | null;
}

export interface MoreRequestsNode {
  readonly kind: 'more';
  readonly whose: Whose;
}

export function drawRequests(node: RequestsNode, now: Date): Drawn {
  switch (node.kind) {
    case 'group':
      return drawGroup(node);
    case 'request':
      return drawRequest(node, now);
    case 'role':
      return drawRole(node);
    case 'more':
      return drawMore(node);
  }
}

function drawGroup({ whose, count }: GroupNode): Drawn {
  const label = {
    waiting: vscode.l10n.t('Waiting for me'),
    mine: vscode.l10n.t('Mine'),
    all: vscode.l10n.t('All'),
  }[whose];
  const icon = { waiting: 'bell', mine: 'account', all: 'inbox' }[whose];
  const description = count === 0 ? vscode.l10n.t('none') : undefined;
  return {
    id: `group:${whose}`,
    label,
    ...(description !== undefined && { description }),
    icon,
    tooltip: [label],
    spoken: description === undefined ? label : `${label}, ${description}`,
    context: 'group',
    children: whose === 'waiting' ? 'expanded' : 'collapsed',
  };
}

function drawRequest({ whose, folderUri, request }: RequestNode, now: Date): Drawn {
  const { id, title } = request;
  const description = [standing(request, now), progressOf(request), priorityWord(request.priority)]
    .filter(part => part !== '')
    .join(' · ');
  return {
    id: `request:${whose}:${folderUri}:${id}`,
    label: title,
    description,
    ...iconOf(request),
    tooltip: detailsOf(request, now),
    spoken: `${title}, ${description}`,
    context: contextOf(request),
    children: isOpen(request) && request.roles.length > 0 ? 'collapsed' : 'none',
    command: { id: 'showRequest', title: vscode.l10n.t('Show Request') },
  };
}

/** What is to be known of it first: what is owed, how much time is left, or how it ended and when it was filed. */
function standing(request: ShownRequest, now: Date): string {
  const { status, emergency, expires, isStale, filed } = request;
  if (!isOpen(request)) {
    if (!emergency || emergency.review !== null)
      return `${requestStatusWord(status)} · ${describeDay(filed)}`;
    return emergency.isOverdue
      ? vscode.l10n.t('review overdue')
      : vscode.l10n.t('review owed by {0}', describeDay(emergency.reviewDue));
  }
  if (isStale) return vscode.l10n.t('out of date');
  const rest = describeRest(expires, now);
  return status === 'approved' ? vscode.l10n.t('approved, {0}', rest) : rest;
}

/** `1 of 2 approvals`; nothing once it is over. */
function progressOf(request: ShownRequest): string {
  const { roles } = request;
  if (!isOpen(request) || roles.length === 0) return '';
  const given = roles.filter(({ approvedBy }) => approvedBy !== null).length;
  return vscode.l10n.t('{0} of {1} approvals', given, roles.length);
}

function iconOf({ status, priority, emergency }: ShownRequest): Pick<Drawn, 'icon' | 'color'> {
  if (emergency && emergency.review === null)
    return {
      icon: 'flame',
      color: emergency.isOverdue ? 'problemsErrorIcon.foreground' : 'problemsWarningIcon.foreground',
    };
  if (status === 'applied') return { icon: 'pass-filled', color: 'testing.iconPassed' };
  if (status === 'approved') return { icon: 'pass', color: 'testing.iconPassed' };
  if (status === 'rejected') return { icon: 'error', color: 'problemsErrorIcon.foreground' };
  if (status === 'expired') return { icon: 'watch', color: 'disabledForeground' };
  if (status === 'cancelled') return { icon: 'circle-slash', color: 'disabledForeground' };
  return priority === 'critical' || priority === 'emergency'
    ? { icon: 'git-pull-request', color: 'problemsErrorIcon.foreground' }
    : { icon: 'git-pull-request' };
}

function detailsOf(request: ShownRequest, now: Date): string[] {
  const { title, status, priority, requester, requesterRole, filed, expires, emergency } = request;
  const who = requesterRole === null ? requester : `${requester} (${requesterRole})`;
  return [
    title,
    vscode.l10n.t('{0}, priority {1}', requestStatusWord(status), priorityWord(priority)),
    vscode.l10n.t('Asked for by {0}, {1}', who, describeTime(filed)),
    ...(isOpen(request)
      ? [vscode.l10n.t('Until {0}: {1}', describeTime(expires), describeRest(expires, now))]
      : []),
    ...request.roles.map(({ role, approvedBy }) => `${role}: ${approvalWord(request, approvedBy)}`),
    ...whyNot(request),
    ...(emergency && emergency.review === null
      ? [
          vscode.l10n.t(
            'Approved in an emergency: its review is owed by {0}',
            describeTime(emergency.reviewDue),
          ),
        ]
      : []),
  ];
}

/** Why I may not bring it on, of one that nobody has ended. */
function whyNot(request: ShownRequest): string[] {
  const { status } = request;
  if (status !== 'pending' && status !== 'approved' && status !== 'expired') return [];
  const reason = describeRefusal(request, status === 'approved' ? 'apply' : 'approve');
  return reason === undefined ? [] : [reason];
}

/** Words for the menus; what is really allowed the ledger says when it is tried. */
function contextOf(request: ShownRequest): string {
  const { status, isMine, emergency } = request;
  return [
    'request',
    status,
    isMine ? 'mine' : 'others',
    ...(emergency && emergency.review === null ? ['reviewOwed'] : []),
  ].join(' ');
}

function drawRole({ whose, folderUri, request, role, index, approvedBy }: RoleNode): Drawn {
  const description = approvalWord(request, approvedBy);
  return {
    id: `role:${whose}:${folderUri}:${request.id}:${index}`,
    label: role,
    description,
    ...(approvedBy === null ? { icon: 'circle-outline' } : { icon: 'check', color: 'testing.iconPassed' }),
    tooltip: [`${role}: ${description}`],
    spoken: `${role}, ${description}`,
    context: 'role',
    children: 'none',
  };
}

function drawMore({ whose }: MoreRequestsNode): Drawn {
  const label = vscode.l10n.t('Show more…');
  return {
    id: `more:${whose}`,
    label,
    icon: 'ellipsis',
    tooltip: [vscode.l10n.t('Show older requests')],
    spoken: vscode.l10n.t('Show older requests'),
    context: 'more',
    children: 'none',
    command: { id: 'showMoreRequests', title: label },
  };
}
