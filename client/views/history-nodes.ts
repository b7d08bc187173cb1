/** The History tree: environment → versions, newest first → the fields that each changed. Knows nothing of VS Code's trees. */
import * as vscode from 'vscode';
import type { FieldDifference, ShownVersion } from '../../shared/protocol/ledger.ts';
import {
  changeWord,
  describeChange,
  describeDay,
  describeTime,
  reasonWord,
  statusWord,
  versionName,
} from '../ledger/words.ts';
import { describeScore } from '../words.ts';
import type { Drawn } from './drawn.ts';

export type HistoryNode = FolderNode | EnvironmentNode | VersionNode | ChangeNode | MoreNode | NothingNode;

export interface FolderNode {
  readonly kind: 'folder';
  readonly folderUri: string;
  readonly name: string;
}

export interface EnvironmentNode {
  readonly kind: 'environment';
  readonly folderUri: string;
  readonly environment: string;
  readonly active: number;
}

export interface VersionNode {
  readonly kind: 'version';
  readonly folderUri: string;
  readonly version: ShownVersion;
}

interface ChangeNode {
  readonly kind: 'change';
  readonly folderUri: string;
  readonly version: ShownVersion;
  readonly difference: FieldDifference;
}

/** Stands for what comes after the last one that is shown. */
export interface MoreNode {
  readonly kind: 'more';
  readonly folderUri: string;
  readonly environment: string;
}

/** A version that changed no field. */
interface NothingNode {
  readonly kind: 'nothing';
  readonly folderUri: string;
  readonly version: ShownVersion;
}

export function drawHistory(node: HistoryNode): Drawn {
  switch (node.kind) {
    case 'folder':
      return drawFolder(node);
    case 'environment':
      return drawEnvironment(node);
    case 'version':
      return drawVersion(node);
    case 'change':
      return drawChange(node);
    case 'nothing':
      return drawNothing(node);
    case 'more':
      return drawMore(node);
  }
}

function drawFolder({ folderUri, name }: FolderNode): Drawn {
  const label = name;
  return {
    id: `folder:${folderUri}`,
    label,
    icon: 'root-folder',
    tooltip: [name],
    spoken: vscode.l10n.t('Ledger of {0}', name),
    context: 'folder',
    children: 'expanded',
  };
}

function drawEnvironment({ folderUri, environment, active }: EnvironmentNode): Drawn {
  const description = vscode.l10n.t('{0} is active', versionName({ number: active }));
  return {
    id: `environment:${folderUri}:${environment}`,
    label: environment,
    description,
    icon: 'server-environment',
    tooltip: [`${environment}: ${description}`],
    spoken: `${environment}, ${description}`,
    context: 'environment',
    children: 'expanded',
  };
}

function drawVersion({ folderUri, version }: VersionNode): Drawn {
  const { environment, number, message, tags, time, author } = version;
  const marks = [...marksOf(version), ...tags.map(tag => `#${tag}`)];
  return {
    id: `version:${folderUri}:${environment}:${number}`,
    label: versionName(version),
    description: `${[marks.join(' · '), message].filter(part => part !== '').join(' — ')} · ${describeDay(time)}`,
    ...iconOf(version),
    tooltip: detailsOf(version),
    spoken: [
      `${environment} ${versionName(version)}`,
      ...marks,
      message,
      vscode.l10n.t('by {0}, {1}', author, describeTime(time)),
      vscode.l10n.t('score {0}', describeScore(version.score)),
    ].join(', '),
    context: contextOf(version),
    children: 'collapsed',
  };
}

/** What is special about it. That it is inactive is the usual thing and not said. */
function marksOf({ status, emergency, rollback }: ShownVersion): string[] {
  return [
    ...(status === 'inactive' ? [] : [statusWord(status)]),
    ...(emergency ? [vscode.l10n.t('emergency')] : []),
    ...(rollback ? [vscode.l10n.t('back to {0}', `v${rollback.to}`)] : []),
  ];
}

/** The gravest thing decides: damage, then what is live, then how it came. */
function iconOf({ status, emergency, tags }: ShownVersion): Pick<Drawn, 'icon' | 'color'> {
  if (status === 'corrupted') return { icon: 'error', color: 'problemsErrorIcon.foreground' };
  if (status === 'active') return { icon: 'pass-filled', color: 'testing.iconPassed' };
  if (status === 'deprecated') return { icon: 'circle-slash', color: 'disabledForeground' };
  if (emergency) return { icon: 'flame', color: 'problemsWarningIcon.foreground' };
  return tags.length > 0 ? { icon: 'tag' } : { icon: 'circle-outline' };
}

function detailsOf(version: ShownVersion): string[] {
  const { environment, message, status, author, approvers, emergency, request, rollback, time, files } =
    version;
  const verdict = version.isCompliant ? vscode.l10n.t('compliant') : vscode.l10n.t('not compliant');
  return [
    `${environment} ${versionName(version)} · ${statusWord(status)}`,
    message,
    '',
    ...(version.corruption === null ? [] : [version.corruption]),
    vscode.l10n.t('Score {0}, {1}', describeScore(version.score), verdict),
    vscode.l10n.t('By {0}, {1}', author, describeTime(time)),
    approvers.length > 0
      ? vscode.l10n.t('Approved by {0}', approvers.join(', '))
      : vscode.l10n.t('The first version: nobody had to approve it'),
    ...(emergency ? [vscode.l10n.t('In an emergency')] : []),
    ...(rollback
      ? [vscode.l10n.t('Rolled back to {0}: {1}', `v${rollback.to}`, reasonWord(rollback.reason))]
      : []),
    ...(request === null ? [] : [vscode.l10n.t('Request {0}', request)]),
    ...(version.tags.length > 0 ? [vscode.l10n.t('Tags: {0}', version.tags.join(', '))] : []),
    vscode.l10n.t('Files: {0}', files.join(', ')),
  ];
}

function contextOf({ status, parent, request }: ShownVersion): string {
  return [
    'version',
    status,
    ...(parent === null ? [] : ['hasPrevious']),
    ...(request === null ? [] : ['hasRequest']),
  ].join(' ');
}

function drawChange({ folderUri, version, difference }: ChangeNode): Drawn {
  const { field, change, downgrade, path } = difference;
  const description = describeChange(difference);
  const warning = downgrade ? [vscode.l10n.t('Less secure than before')] : [];
  return {
    id: `change:${folderUri}:${version.environment}:${version.number}:${field}`,
    label: field,
    description,
    ...changeIcon(difference),
    tooltip: [field, description, ...warning, ...(path === null ? [] : [path])],
    spoken: [field, changeWord(change), description, ...warning].join(', '),
    context: 'change',
    children: 'none',
    command: { id: 'compareWithPrevious', title: vscode.l10n.t('Compare with Previous') },
  };
}

export function changeIcon({ change, downgrade }: FieldDifference): Pick<Drawn, 'icon' | 'color'> {
  if (downgrade) return { icon: 'warning', color: 'problemsWarningIcon.foreground' };
  return {
    added: { icon: 'diff-added', color: 'gitDecoration.addedResourceForeground' },
    removed: { icon: 'diff-removed', color: 'gitDecoration.deletedResourceForeground' },
    changed: { icon: 'diff-modified', color: 'gitDecoration.modifiedResourceForeground' },
  }[change];
}

function drawNothing({ folderUri, version }: NothingNode): Drawn {
  const label =
    version.parent === null
      ? vscode.l10n.t('The first version: there is none before it')
      : vscode.l10n.t('No field differs from the version before');
  return {
    id: `nothing:${folderUri}:${version.environment}:${version.number}`,
    label,
    icon: 'dash',
    tooltip: [label],
    spoken: label,
    context: 'nothing',
    children: 'none',
  };
}

function drawMore({ folderUri, environment }: MoreNode): Drawn {
  const label = vscode.l10n.t('Show more…');
  return {
    id: `more:${folderUri}:${environment}`,
    label,
    icon: 'ellipsis',
    tooltip: [vscode.l10n.t('Show older versions of {0}', environment)],
    spoken: vscode.l10n.t('Show older versions of {0}', environment),
    context: 'more',
    children: 'none',
    command: { id: 'showMoreVersions', title: label },
  };
}
