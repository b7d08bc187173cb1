/** The panels of verifications: one for each ledger, with the last result. */
import * as vscode from 'vscode';
import type { VerifyReport } from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import { ledgerPage } from './ledger-page.ts';
import { LivePanels, type LiveView } from './live-panels.ts';
import { spokenReport, verifyContent } from './verify-content.ts';

interface Verified {
  readonly name: string;
  readonly report: VerifyReport;
}

export interface VerifyPanels extends vscode.Disposable {
  show(folderUri: string, verified: Verified): Promise<void>;
}

export function createVerifyPanels(server: Server, extension: vscode.Uri): VerifyPanels {
  const results = new Map<string, Verified>();
  let outdatePanel: (uri: string) => void = () => undefined;
  const view: LiveView<Verified> = {
    viewType: 'secureConfig.verification',
    icon: 'report',
    column: vscode.ViewColumn.Active,
    load: async uri => results.get(uri) ?? null,
    uriOf: (_, asked) => asked,
    titleOf: ({ name }) => vscode.l10n.t('Ledger of {0}', name),
    content: ({ report, name }) => verifyContent(report, name),
    page: ledgerPage,
    spoken: ({ report }) => spokenReport(report),
    onClick: async () => undefined,
  };
  const panels = new LivePanels(server, extension, view, outdate => {
    outdatePanel = outdate;
    return [];
  });
  return {
    show: async (folderUri, verified) => {
      const uri = vscode.Uri.parse(folderUri);
      results.set(uri.toString(), verified);
      outdatePanel(uri.toString());
      await panels.show(uri);
    },
    dispose: () => panels.dispose(),
  };
}
