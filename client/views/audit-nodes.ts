/** The Audit list: a ledger's events, newest first. */
import * as vscode from 'vscode';
import type { ShownEvent } from '../../shared/protocol/ledger.ts';
import { describeTime } from '../ledger/words.ts';
import type { Drawn } from './drawn.ts';

export type AuditNode = AuditFolderNode | EventNode | MoreEventsNode;

interface AuditFolderNode {
  readonly kind: 'folder';
  readonly folderUri: string;
  readonly name: string;
}

export interface EventNode {
  readonly kind: 'event';
  readonly folderUri: string;
  readonly event: ShownEvent;
}

export interface MoreEventsNode {
  readonly kind: 'more';
  readonly folderUri: string;
}

export function drawAudit(node: AuditNode): Drawn {
  switch (node.kind) {
    case 'folder':
      return drawFolder(node);
    case 'event':
      return drawEvent(node);
    case 'more':
      return drawMore(node);
  }
}

function drawFolder({ folderUri, name }: AuditFolderNode): Drawn {
  return {
    id: `folder:${folderUri}`,
    label: name,
    icon: 'root-folder',
    tooltip: [name],
    spoken: vscode.l10n.t('Ledger of {0}', name),
    context: 'folder',
    children: 'expanded',
  };
}

function drawEvent({ folderUri, event }: EventNode): Drawn {
  const { seq, kind, principal, summary, time } = event;
  const when = describeTime(time);
  return {
    id: `event:${folderUri}:${seq}`,
    label: summary,
    description: `${principal} · ${when}`,
    ...iconOf(kind),
    tooltip: [
      summary,
      vscode.l10n.t('Signed by {0}, {1}', principal, when),
      vscode.l10n.t('Event {0}, {1}', seq, kind),
      ...(event.environment === null ? [] : [vscode.l10n.t('Environment {0}', event.environment)]),
    ],
    spoken: `${summary}, ${principal}, ${when}`,
    context: 'event',
    children: 'none',
    command: { id: 'showEvent', title: vscode.l10n.t('Show Event') },
  };
}

/** By the first that fits: kinds that come later take the icon of their family. */
const ICONS: readonly (readonly [RegExp, icon: string, color?: string])[] = [
  [/emergency/, 'flame', 'problemsWarningIcon.foreground'],
  [/rejected|failed|corrupt/, 'error', 'problemsErrorIcon.foreground'],
  [/approved/, 'pass', 'testing.iconPassed'],
  [/applied/, 'pass-filled', 'testing.iconPassed'],
  [/cancelled|expired/, 'circle-slash', 'disabledForeground'],
  [/roll/, 'discard'],
  [/^request\./, 'git-pull-request'],
  [/tag/, 'tag'],
  [/^version\./, 'versions'],
  [/^policy\./, 'law'],
  [/^ledger\./, 'book'],
  [/^bundle\./, 'key'],
];

function iconOf(kind: string): Pick<Drawn, 'icon' | 'color'> {
  const [, icon = 'note', color] = ICONS.find(([pattern]) => pattern.test(kind)) ?? [];
  return color === undefined ? { icon } : { icon, color };
}

function drawMore({ folderUri }: MoreEventsNode): Drawn {
  const label = vscode.l10n.t('Show more…');
  return {
    id: `more:${folderUri}`,
    label,
    icon: 'ellipsis',
    tooltip: [vscode.l10n.t('Show older events')],
    spoken: vscode.l10n.t('Show older events'),
    context: 'more',
    children: 'none',
    command: { id: 'showMoreEvents', title: label },
  };
}
