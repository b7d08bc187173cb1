/** Tells the person, once, of each critical difference from what was approved in a file that they do not have open. */
import * as vscode from 'vscode';
import type { FileCompliance, FileFinding } from '../../shared/protocol.ts';
import { goTo } from '../views/places.ts';
import type { News, Piece } from './news.ts';

/** What is told in one message: of one environment. */
interface Group {
  readonly folderUri: string;
  readonly environment: string;
  readonly found: readonly { readonly file: FileCompliance; readonly finding: FileFinding }[];
}

/** What the checked files are, and when that changes. */
interface Checked {
  readonly files: readonly FileCompliance[];
  readonly onDidChangeTreeData: vscode.Event<undefined>;
}

/** Milliseconds: files that change together are told of together, and what is only half written is not told of. */
const SETTLING = 1000;
const KEY = 'drift.told';
/** Differences that are remembered, so that nobody is told of the same again, in the next session neither. */
const MOST = 500;

export function tellOfDrift(compliance: Checked, news: News, memory: vscode.Memento): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    const told = memory.get<readonly string[]>(KEY, []);
    const standing = criticalIn(compliance.files);
    const fresh = standing.filter(({ difference }) => !told.includes(difference));
    if (fresh.length === 0) return;
    const keys = fresh.map(({ difference }) => difference);
    await memory.update(KEY, [...keys, ...told].slice(0, MOST));
    // Who has a file open sees it there, and is not told when they close it.
    const unseen = fresh.filter(({ file }) => !isOpen(file.uri));
    for (const each of byEnvironment(unseen)) news.tell(pieceOf(each));
  };
  return vscode.Disposable.from(
    compliance.onDidChangeTreeData(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), SETTLING);
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

function criticalIn(files: readonly FileCompliance[]) {
  return files.flatMap(file =>
    file.findings.flatMap(finding => {
      const { severity, difference } = finding;
      return severity === 'critical' && difference !== undefined ? [{ file, finding, difference }] : [];
    }),
  );
}

function isOpen(uri: string): boolean {
  const name = vscode.Uri.parse(uri).toString();
  return vscode.workspace.textDocuments.some(document => document.uri.toString() === name);
}

function byEnvironment(found: Group['found']): readonly Group[] {
  const groups = new Map<string, Group & { readonly found: Group['found'][number][] }>();
  for (const each of found) {
    const { folderUri = '', environment = '' } = each.file.status.baseline ?? {};
    const key = JSON.stringify([folderUri, environment]);
    const group = groups.get(key) ?? { folderUri, environment, found: [] };
    group.found.push(each);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function pieceOf({ folderUri, environment, found }: Group): Piece {
  const [first] = found as readonly [Group['found'][number]];
  const { file, finding } = first;
  const isThere = file.status.baseline?.whole !== 'drift/missing-file';
  const title = vscode.l10n.t('{0} is not as it was approved', environment);
  const message =
    found.length === 1
      ? `${title}: ${finding.message}`
      : vscode.l10n.t(
          '{0} is not as it was approved in {1} critical points. The first: {2}',
          environment,
          found.length,
          finding.message,
        );
  const place = { folderUri, environment };
  const open = {
    label: vscode.l10n.t('Open'),
    run: () => goTo(vscode.Uri.parse(file.uri), finding.range),
  };
  const compare = {
    label: vscode.l10n.t('Compare'),
    run: () => vscode.commands.executeCommand('secureConfig.compareWithBaseline', place),
  };
  const request = {
    label: vscode.l10n.t('Request the Change…'),
    run: () => vscode.commands.executeCommand('secureConfig.createRequest', place),
  };
  const actions = [...(isThere ? [open] : []), compare, request];
  return { kind: 'drift', title, message, isWarning: true, actions };
}
