/** The panels of a ledger's events. */
import * as vscode from 'vscode';
import type { EventDetail } from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import { eventContent, spokenEvent } from './event-content.ts';
import { ledgerPage } from './ledger-page.ts';
import { LivePanels, type LiveView } from './live-panels.ts';
import { readSubject } from './subject-uri.ts';

export type EventPanels = LivePanels<EventDetail>;

export function createEventPanels(server: Server, extension: vscode.Uri): EventPanels {
  const view: LiveView<EventDetail> = {
    viewType: 'secureConfig.event',
    icon: 'report',
    column: vscode.ViewColumn.Active,
    load: async uri => {
      const { folderUri, id } = readSubject(uri) ?? {};
      const seq = Number(id);
      if (folderUri === undefined || !Number.isSafeInteger(seq)) return null;
      return server.request('secureConfig/ledgerEvent', { folderUri, seq });
    },
    uriOf: (_, asked) => asked,
    titleOf: ({ seq }) => vscode.l10n.t('Event {0}', seq),
    content: eventContent,
    page: ledgerPage,
    spoken: spokenEvent,
    onClick: async () => undefined,
  };
  return new LivePanels(server, extension, view, () => []);
}
