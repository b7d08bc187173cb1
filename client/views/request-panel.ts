/** The panels of change requests: one for each that is open, up to date with the ledger. */
import * as vscode from 'vscode';
import type { RequestDetail } from '../../shared/protocol/ledger.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';
import { ledgerPage } from './ledger-page.ts';
import { LivePanels, type LiveView } from './live-panels.ts';
import { requestContent, spokenRequest } from './request-content.ts';
import { readSubject } from './subject-uri.ts';

export type RequestPanels = LivePanels<RequestDetail>;

/** Milliseconds: the time that is left is drawn anew. */
const MINUTE = 60_000;

/** The command behind each button. */
const COMMANDS = new Map([
  ['approve', 'approveRequest'],
  ['reject', 'rejectRequest'],
  ['emergencyApprove', 'emergencyApproveRequest'],
  ['apply', 'applyRequest'],
  ['cancel', 'cancelRequest'],
  ['review', 'reviewRequest'],
  ['edit', 'editRequest'],
  ['compare', 'compareRequest'],
]);

export function createRequestPanels(server: Server, ledgers: Ledgers, extension: vscode.Uri): RequestPanels {
  const view: LiveView<RequestDetail> = {
    viewType: 'secureConfig.request',
    icon: 'report',
    column: vscode.ViewColumn.Active,
    load: async uri => {
      const subject = readSubject(uri);
      return subject ? server.request('secureConfig/request', subject) : null;
    },
    uriOf: (_, asked) => asked,
    titleOf: ({ title }) => vscode.l10n.t('Request: {0}', title),
    content: request => requestContent(request, new Date()),
    page: ledgerPage,
    spoken: spokenRequest,
    onClick: async (action, _what, _request, uri) => {
      const command = COMMANDS.get(action);
      if (command) await vscode.commands.executeCommand(`secureConfig.${command}`, readSubject(uri));
    },
  };
  return new LivePanels(server, extension, view, (outdate, redraw) => {
    const clock = setInterval(redraw, MINUTE);
    return [ledgers.onDidChange(() => outdate()), new vscode.Disposable(() => clearInterval(clock))];
  });
}
