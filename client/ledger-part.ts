/** What the extension adds for ledgers: everything about versions, requests and the audit, in one list. */
import * as vscode from 'vscode';
import { addMember } from './commands/add-member.ts';
import { applyRequest } from './commands/apply-request.ts';
import { approveRequest } from './commands/approve-request.ts';
import { cancelRequest } from './commands/cancel-request.ts';
import { compareRequest } from './commands/compare-request.ts';
import { compareVersions } from './commands/compare-versions.ts';
import { compareWithBaseline } from './commands/compare-with-baseline.ts';
import { compareWithPrevious } from './commands/compare-with-previous.ts';
import { compareWithWorking } from './commands/compare-with-working.ts';
import { copyLedgerId } from './commands/copy-ledger-id.ts';
import { createIdentity } from './commands/create-identity.ts';
import { createRequest } from './commands/create-request.ts';
import { createVersion } from './commands/create-version.ts';
import { deprecateVersion } from './commands/deprecate-version.ts';
import { diffEnvironments } from './commands/diff-environments.ts';
import { editRequest } from './commands/edit-request.ts';
import { emergencyApproveRequest } from './commands/emergency-approve-request.ts';
import { filterAudit } from './commands/filter-audit.ts';
import { forgetAgeKey } from './commands/forget-age-key.ts';
import { initialiseLedger } from './commands/initialise-ledger.ts';
import { keepAgeKey } from './commands/keep-age-key.ts';
import { openVersion } from './commands/open-version.ts';
import { proposePolicyChange } from './commands/propose-policy-change.ts';
import { rejectRequest } from './commands/reject-request.ts';
import { removeMember } from './commands/remove-member.ts';
import { reviewRequest } from './commands/review-request.ts';
import { rollBack } from './commands/roll-back.ts';
import { showEvent } from './commands/show-event.ts';
import { showIdentity } from './commands/show-identity.ts';
import { showLedgerAlarms } from './commands/show-ledger-alarms.ts';
import { showRequest } from './commands/show-request.ts';
import { syncLedger } from './commands/sync-ledger.ts';
import { tagVersion } from './commands/tag-version.ts';
import { useIdentity } from './commands/use-identity.ts';
import { verifyLedger } from './commands/verify-ledger.ts';
import type { DocumentStatuses } from './documents.ts';
import { createAlarmSign } from './ledger/alarm-sign.ts';
import { tellOfDrift } from './ledger/drift-alarm.ts';
import type { Ledgers } from './ledger/ledgers.ts';
import { createNews } from './ledger/news.ts';
import { tellOfProposals } from './ledger/proposal-sign.ts';
import { createQuickDiff } from './ledger/quick-diff.ts';
import { VersionDocuments } from './ledger/version-documents.ts';
import { tellWhatWaits } from './ledger/waiting.ts';
import type { Server } from './server.ts';
import type { MoreEventsNode } from './views/audit-nodes.ts';
import { type AuditTree, createAuditTree, NO_FILTER } from './views/audit-tree.ts';
import type { ComplianceTree } from './views/compliance-tree.ts';
import { createEventPanels } from './views/event-panel.ts';
import type { MoreNode } from './views/history-nodes.ts';
import { createHistoryTree, type HistoryTree } from './views/history-tree.ts';
import type { Previews } from './views/previews.ts';
import { createRequestPanels } from './views/request-panel.ts';
import type { MoreRequestsNode } from './views/requests-nodes.ts';
import { createRequestsTree, type RequestsTree } from './views/requests-tree.ts';
import { createVerifyPanels } from './views/verify-panel.ts';

export interface LedgerPartOptions {
  readonly context: vscode.ExtensionContext;
  readonly server: Server;
  readonly statuses: DocumentStatuses;
  readonly ledgers: Ledgers;
  readonly compliance: ComplianceTree;
  readonly previews: Previews;
  command(id: string, run: (...args: unknown[]) => Promise<void> | void): vscode.Disposable;
}

export interface LedgerPart {
  readonly ledgers: Ledgers;
  readonly history: HistoryTree;
  readonly requests: RequestsTree;
  readonly audit: AuditTree;
}

export function addLedgerPart({
  context,
  server,
  statuses,
  ledgers,
  compliance,
  previews,
  command,
}: LedgerPartOptions): LedgerPart {
  const { extensionUri, secrets, workspaceState: memory } = context;
  /** Of a file that is not open what the last look said. */
  const known = {
    named: (uri: string) => statuses.named(uri) ?? compliance.statusOf(vscode.Uri.parse(uri)),
  };
  const news = createNews();
  const history = createHistoryTree(server, ledgers);
  const requests = createRequestsTree(server, ledgers);
  const audit = createAuditTree(server, ledgers);
  const panels = createRequestPanels(server, ledgers, extensionUri);
  const events = createEventPanels(server, extensionUri);
  const verifications = createVerifyPanels(server, extensionUri);

  context.subscriptions.push(
    history,
    requests,
    audit,
    panels,
    events,
    verifications,
    new VersionDocuments(server, ledgers),
    createQuickDiff(server, ledgers, statuses, compliance),
    news,
    createAlarmSign(ledgers, news),
    tellWhatWaits(server, ledgers, news),
    tellOfDrift(compliance, news, memory),
    tellOfProposals(ledgers, news, memory),

    command('initialiseLedger', () => initialiseLedger(server, ledgers)),
    command('syncLedger', () => syncLedger(server, ledgers, news)),
    command('verifyLedger', () => verifyLedger(server, ledgers, verifications)),
    command('showLedgerAlarms', () => showLedgerAlarms(server, ledgers, news)),
    command('refreshLedger', () => ledgers.refresh()),

    command('createIdentity', () => createIdentity(server, ledgers)),
    command('useIdentity', () => useIdentity(server, ledgers)),
    command('showIdentity', () => showIdentity(server, ledgers)),
    command('keepAgeKey', () => keepAgeKey(secrets, server)),
    command('forgetAgeKey', () => forgetAgeKey(secrets, server)),

    command('createVersion', target => createVersion(server, ledgers, target)),
    command('tagVersion', target => tagVersion(server, ledgers, target)),
    command('deprecateVersion', target => deprecateVersion(server, ledgers, target)),
    command('openVersion', target => openVersion(server, ledgers, target)),
    command('compareWithBaseline', target => compareWithBaseline(server, ledgers, known, target)),
    command('compareWithWorking', target => compareWithWorking(server, target)),
    command('compareWithPrevious', target => compareWithPrevious(server, target)),
    command('compareVersions', target => compareVersions(server, ledgers, target)),
    command('diffEnvironments', target => diffEnvironments(server, ledgers, target)),
    command('rollBack', target => rollBack(server, ledgers, panels, target)),
    command('copyLedgerId', target => copyLedgerId(target)),
    command('showMoreVersions', node => history.more(node as MoreNode)),

    command('createRequest', target =>
      createRequest({ server, ledgers, statuses: known, panels, memory }, target),
    ),
    command('editRequest', target => editRequest(server, ledgers, memory, target)),
    command('showRequest', target => showRequest(server, ledgers, panels, target)),
    command('compareRequest', target => compareRequest(server, target)),
    command('approveRequest', target => approveRequest(server, ledgers, target)),
    command('rejectRequest', target => rejectRequest(server, ledgers, target)),
    command('emergencyApproveRequest', target => emergencyApproveRequest(server, ledgers, target)),
    command('applyRequest', target => applyRequest(server, ledgers, target)),
    command('cancelRequest', target => cancelRequest(server, ledgers, target)),
    command('reviewRequest', target => reviewRequest(server, ledgers, target)),
    command('addMember', () => addMember(server, ledgers, panels)),
    command('removeMember', () => removeMember(server, ledgers, panels)),
    command('proposePolicyChange', () => proposePolicyChange({ server, ledgers, panels, previews })),
    command('showMoreRequests', node => requests.more(node as MoreRequestsNode)),

    command('showEvent', target => showEvent(events, target)),
    command('filterAudit', () => filterAudit(ledgers, audit)),
    command('clearAuditFilter', () => audit.setFilter(NO_FILTER)),
    command('showMoreEvents', node => audit.more(node as MoreEventsNode)),
  );
  return { ledgers, history, requests, audit };
}
