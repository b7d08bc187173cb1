/** `Filter Audit…`: of which environment and of which kind events are shown. */
import * as vscode from 'vscode';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { AuditTree } from '../views/audit-tree.ts';

/** What an event's kind may be; what an older or newer ledger has beside these is shown unfiltered. */
const KINDS = [
  'ledger.created',
  'policy.changed',
  'version.created',
  'version.tagged',
  'version.deprecated',
  'request.filed',
  'request.edited',
  'request.approved',
  'request.emergency-approved',
  'request.rejected',
  'request.cancelled',
  'request.expired',
  'request.applied',
  'request.reviewed',
  'bundle.reencrypted',
  'audit.recorded',
];

export async function filterAudit(ledgers: Ledgers, audit: AuditTree): Promise<void> {
  const environments = ledgers.ready.flatMap(({ status }) => status.environments.map(({ name }) => name));
  const title = vscode.l10n.t('Filter Audit');
  const environment = await choose(
    title,
    vscode.l10n.t('Which environment?'),
    environments,
    audit.filter().environment,
  );
  if (environment === undefined) return;
  const kind = await choose(title, vscode.l10n.t('Which kind of event?'), KINDS, audit.filter().kind);
  if (kind !== undefined) audit.setFilter({ environment, kind });
}

/** Null: all of them; undefined when the person gave up. */
async function choose(
  title: string,
  placeHolder: string,
  names: readonly string[],
  current: string | null,
): Promise<string | null | undefined> {
  const all = vscode.l10n.t('$(list-flat) All');
  const choices = [all, ...new Set(names)].map(label => ({
    label,
    description: label === (current ?? all) ? vscode.l10n.t('now') : '',
  }));
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder });
  return chosen && (chosen.label === all ? null : chosen.label);
}
