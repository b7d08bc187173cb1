/** The extension: everything it adds to the editor, in one list. */
import * as vscode from 'vscode';
import { environmentWithAgeKey } from './age-key.ts';
import { checkWorkspace } from './commands/check-workspace.ts';
import { compareEnvironments } from './commands/compare-environments.ts';
import { copySecret } from './commands/copy-secret.ts';
import { copySelection } from './commands/copy-selection.ts';
import { fixAll } from './commands/fix-all.ts';
import { goToFinding } from './commands/go-to.ts';
import { openRule } from './commands/open-rule.ts';
import { restartServer } from './commands/restart-server.ts';
import { revealSecret } from './commands/reveal-secret.ts';
import { setUpFolder } from './commands/set-up-folder.ts';
import { showReport } from './commands/show-report.ts';
import { toggleSecretMasking } from './commands/toggle-secret-masking.ts';
import { waive } from './commands/waive.ts';
import { DocumentStatuses } from './documents.ts';
import { Ledgers } from './ledger/ledgers.ts';
import type { LedgerPart } from './ledger-part.ts';
import { createCoverHover } from './masking/cover-hover.ts';
import { Masking } from './masking/masking.ts';
import { SecretPlaces } from './masking/secret-places.ts';
import { trackSelection } from './masking/selection-context.ts';
import { followNamedFiles } from './named-files.ts';
import { registerCommand } from './register-command.ts';
import { Server } from './server.ts';
import { createStatusBar } from './status-bar.ts';
import { ComplianceTree } from './views/compliance-tree.ts';
import { createMatrixPanels } from './views/matrix-panel.ts';
import { Previews } from './views/previews.ts';
import { createReportPanels } from './views/report-panel.ts';
import { createScoreBadges } from './views/score-badges.ts';

/** What the extension's own tests read, since VS Code does not let a tree be read from outside. */
export interface Api {
  readonly compliance: ComplianceTree;
  readonly ledger: LedgerPart;
}

/** What is there for ledgers is a bundle of its own, read after the rest of the extension is at work. */
export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const output = vscode.window.createOutputChannel('Secure Config', { log: true });
  const server = new Server(context.asAbsolutePath('dist/server.js'), output, () =>
    environmentWithAgeKey(context.secrets),
  );
  const statuses = new DocumentStatuses(server);
  const places = new SecretPlaces(server, statuses);
  const masking = new Masking(places);
  const compliance = new ComplianceTree(server);
  const matrices = createMatrixPanels(server, statuses, context.extensionUri);
  const reports = createReportPanels(server, statuses, context.extensionUri);
  const previews = new Previews();

  const command = (id: string, run: (...args: unknown[]) => Promise<void> | void): vscode.Disposable =>
    registerCommand(`secureConfig.${id}`, output, run);
  const ledgers = new Ledgers(server, output);

  context.subscriptions.push(
    output,
    server,
    statuses,
    places,
    masking,
    createCoverHover(masking),
    trackSelection(masking),
    compliance,
    matrices,
    reports,
    previews,
    ledgers,
    followNamedFiles(server),
    createStatusBar(server, statuses, reports, ledgers),
    createScoreBadges(statuses, compliance),
    command('checkWorkspace', () => checkWorkspace(server)),
    command('compareEnvironments', target => compareEnvironments(matrices, target)),
    command('showReport', target => showReport(reports, target)),
    command('setUpFolder', () => setUpFolder(server, previews)),
    command('restartServer', () => restartServer(server)),
    command('showOutput', () => output.show()),
    command('refreshCompliance', () => compliance.refresh()),
    command('goTo', (uri, range) => goToFinding(uri, range)),
    command('fixAll', () => fixAll(server)),
    command('waive', target => waive(server, target)),
    command('openRule', page => openRule(page)),
    command('toggleSecretMasking', () => toggleSecretMasking(masking)),
    command('revealSecret', line => revealSecret(masking, line)),
    command('copySecret', line => copySecret(masking, line)),
    command('copySelection', () => copySelection(masking, 'keep')),
    command('cutSelection', () => copySelection(masking, 'delete')),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.notify('secureConfig/trustGranted', {})),
  );
  void server.start();
  const { addLedgerPart } = await import('./ledger-part.ts');
  return {
    compliance,
    ledger: addLedgerPart({ context, server, statuses, ledgers, compliance, previews, command }),
  };
}
