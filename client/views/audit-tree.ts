/** The Audit view, filtered as the person wants it. */
import * as vscode from 'vscode';
import type { ShownEvent } from '../../shared/protocol/ledger.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';
import { type AuditNode, drawAudit, type MoreEventsNode } from './audit-nodes.ts';
import { LedgerTree } from './ledger-tree.ts';
import { createPages, type Load } from './pages.ts';

/** Events that are shown before somebody asks for more. */
const FIRST = 50;

export interface AuditFilter {
  readonly environment: string | null;
  readonly kind: string | null;
}

export const NO_FILTER: AuditFilter = { environment: null, kind: null };

export interface AuditTree extends LedgerTree<AuditNode> {
  filter(): AuditFilter;
  setFilter(filter: AuditFilter): void;
  more(node: MoreEventsNode): Promise<void>;
}

export function createAuditTree(server: Server, ledgers: Ledgers): AuditTree {
  const pages = createPages<ShownEvent>(FIRST);
  let filter = NO_FILTER;
  const loader =
    (folderUri: string): Load<ShownEvent> =>
    (before, limit) =>
      server.request('secureConfig/ledgerEvents', { folderUri, ...filter, before, limit });

  const eventsOf = async (folderUri: string): Promise<readonly AuditNode[]> => {
    const page = await pages.of(folderUri, loader(folderUri));
    const events = page.items.map((event): AuditNode => ({ kind: 'event', folderUri, event }));
    return page.next === null ? events : [...events, { kind: 'more', folderUri }];
  };

  const children = async (node?: AuditNode): Promise<readonly AuditNode[]> => {
    if (node) return node.kind === 'folder' ? eventsOf(node.folderUri) : [];
    const { ready } = ledgers;
    if (ready.length === 1) return eventsOf(ready[0]?.folderUri ?? '');
    return ready.map(({ folderUri, name }) => ({ kind: 'folder', folderUri, name }));
  };

  const tree = new LedgerTree<AuditNode>(
    { view: 'secureConfig.audit', children, draw: drawAudit, outdate: pages.outdate },
    ledgers,
  );
  return Object.assign(tree, {
    filter: () => filter,
    setFilter: (wanted: AuditFilter) => {
      filter = wanted;
      const words = [wanted.environment, wanted.kind].filter(word => word !== null);
      tree.view.description = words.join(' · ');
      void vscode.commands.executeCommand('setContext', 'secureConfig.auditFiltered', words.length > 0);
      tree.refresh();
    },
    more: async ({ folderUri }: MoreEventsNode) => {
      await pages.more(folderUri, loader(folderUri));
      tree.redraw();
    },
  });
}
