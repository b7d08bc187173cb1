/** What the status bar says of the ledger behind a file, a line each. */
import * as vscode from 'vscode';
import type { DocumentBaseline, LedgerFolder, LedgerStatus } from '../../shared/protocol/ledger.ts';
import { describeScore, eventCount, fieldCount } from '../words.ts';
import type { Ledgers } from './ledgers.ts';
import { describeUnrotated, proposalText, shortDigest } from './words.ts';

export function describeBaseline(baseline: DocumentBaseline | null): readonly string[] {
  if (!baseline) return [];
  const { environment, version, score, drifted, whole } = baseline;
  const name = `${environment} v${version}`;
  return [
    vscode.l10n.t('Approved: {0}, score {1}', name, describeScore(score)),
    drifted === 0 ? vscode.l10n.t('This file is as it was approved.') : driftLine(drifted, whole),
  ];
}

function driftLine(drifted: number, whole: string | null): string {
  if (whole === 'drift/added-file') return vscode.l10n.t('It does not have this file.');
  if (whole !== null)
    return vscode.l10n.t('It has this file, and the manifest says nothing of it any longer.');
  return vscode.l10n.t('{0} of this file differ from it.', fieldCount(drifted));
}

/** Of the innermost folder with a manifest that holds the file. */
export function describeLedger(uri: vscode.Uri, ledgers: Ledgers): readonly string[] {
  const folder = ledgers.folders
    .filter(({ folderUri }) => uri.toString().startsWith(`${vscode.Uri.parse(folderUri)}/`))
    .reduce<LedgerFolder | undefined>(
      (best, next) => (best && best.folderUri.length > next.folderUri.length ? best : next),
      undefined,
    );
  if (!folder) return [];
  if (folder.problem) return [folder.problem.message];
  return folder.status ? linesOf(folder.status) : [];
}

function linesOf({
  events,
  head,
  sync,
  identity,
  identityProblem,
  alarms,
  unreadSecrets,
  unrotated,
  proposed,
  relaxations,
}: LedgerStatus): string[] {
  return [
    ...(alarms.length > 0
      ? [vscode.l10n.t('The ledger has {0} alarms: show them and deal with them.', alarms.length)]
      : []),
    vscode.l10n.t('Ledger: {0}, head {1}', eventCount(events), shortDigest(head)),
    syncLine(sync),
    identity
      ? vscode.l10n.t(
          'You act as {0} ({1})',
          identity.principal,
          identity.roles.join(', ') || vscode.l10n.t('no role'),
        )
      : (identityProblem ?? vscode.l10n.t('No identity is in use.')),
    ...(unreadSecrets === null ? [] : [unreadSecrets]),
    ...unrotated.map(describeUnrotated),
    ...(proposed.length === 0
      ? []
      : [vscode.l10n.t('Manifest and profile propose {0}: not in force.', proposalText(proposed))]),
    ...relaxations,
  ];
}

function syncLine({ isOn, remote, unpushed }: LedgerStatus['sync']): string {
  if (!isOn || remote === null) return vscode.l10n.t('On this machine only: sync is off');
  return unpushed === 0
    ? vscode.l10n.t('Synced with {0}', remote)
    : vscode.l10n.t('Not yet at {0}: {1}', remote, eventCount(unpushed));
}
