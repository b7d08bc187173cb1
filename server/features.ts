/** Every feature of the server, one line each. To add one: a file in `features/`, and its line here. */
import type { Feature } from './context.ts';
import { baselineText } from './features/baseline-text.ts';
import { checkWorkspace } from './features/check-workspace.ts';
import { codeAction } from './features/code-action.ts';
import { codeLens } from './features/code-lens.ts';
import { completion } from './features/completion.ts';
import { compliance } from './features/compliance.ts';
import { configuration } from './features/configuration.ts';
import { definition } from './features/definition.ts';
import { documentDiagnostic } from './features/document-diagnostic.ts';
import { documentLink } from './features/document-link.ts';
import { documentSymbol } from './features/document-symbol.ts';
import { foldingRange } from './features/folding-range.ts';
import { formatting } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { ledgerEvents } from './features/ledger-events.ts';
import { ledgerIdentities } from './features/ledger-identities.ts';
import { ledgerMembers } from './features/ledger-members.ts';
import { ledgerPolicy } from './features/ledger-policy.ts';
import { ledgerRequests } from './features/ledger-requests.ts';
import { ledgerStatus } from './features/ledger-status.ts';
import { ledgerVersions } from './features/ledger-versions.ts';
import { matrix } from './features/matrix.ts';
import { openRule } from './features/open-rule.ts';
import { planSetUp } from './features/plan-set-up.ts';
import { publishDiagnostics } from './features/publish-diagnostics.ts';
import { references } from './features/references.ts';
import { rename } from './features/rename.ts';
import { report } from './features/report.ts';
import { secretSpans } from './features/secret-spans.ts';
import { selectionRange } from './features/selection-range.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { status } from './features/status.ts';
import { textDocumentSync } from './features/text-document-sync.ts';
import { trust } from './features/trust.ts';
import { waive } from './features/waive.ts';
import { watchedFiles } from './features/watched-files.ts';
import { workspaceDiagnostic } from './features/workspace-diagnostic.ts';
import { workspaceFolders } from './features/workspace-folders.ts';
import { workspaceSymbol } from './features/workspace-symbol.ts';

export const FEATURES: readonly Feature[] = [
  textDocumentSync,
  publishDiagnostics,
  documentDiagnostic,
  workspaceDiagnostic,
  codeLens,
  configuration,
  watchedFiles,
  workspaceFolders,
  trust,
  checkWorkspace,
  compliance,
  report,
  matrix,
  planSetUp,
  status,
  secretSpans,
  semanticTokens,
  completion,
  hover,
  documentSymbol,
  workspaceSymbol,
  foldingRange,
  selectionRange,
  definition,
  documentLink,
  references,
  rename,
  formatting,
  codeAction,
  waive,
  openRule,
  ledgerStatus,
  ledgerIdentities,
  ledgerEvents,
  ledgerVersions,
  ledgerRequests,
  ledgerPolicy,
  ledgerMembers,
  baselineText,
];
