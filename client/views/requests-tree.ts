/** The Requests view. Its badge counts what waits for me; the time that is left is drawn again every minute. */
import * as vscode from 'vscode';
import type { ShownRequest } from '../../shared/protocol/ledger.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';
import { LedgerTree } from './ledger-tree.ts';
import { createPages, type Load } from './pages.ts';
import { drawRequests, type MoreRequestsNode, type RequestsNode, type Whose } from './requests-nodes.ts';

/** Requests that are shown of each group before somebody asks for more. */
const FIRST = 30;
/** Milliseconds. */
const MINUTE = 60_000;

export interface RequestsTree extends LedgerTree<RequestsNode> {
  more(node: MoreRequestsNode): Promise<void>;
}

export function createRequestsTree(server: Server, ledgers: Ledgers): RequestsTree {
  const pages = createPages<ShownRequest>(FIRST);
  const loader =
    (folderUri: string, whose: Whose): Load<ShownRequest> =>
    (before, limit) =>
      server.request('secureConfig/requests', { folderUri, whose, before, limit });
  const keyOf = (folderUri: string, whose: Whose): string => `${whose}:${folderUri}`;

  const requestsOf = async (whose: Whose): Promise<readonly RequestsNode[]> => {
    const lists = await Promise.all(
      ledgers.ready.map(async ({ folderUri }) => ({
        folderUri,
        page: await pages.of(keyOf(folderUri, whose), loader(folderUri, whose)),
      })),
    );
    const shown = lists.flatMap(({ folderUri, page }) =>
      page.items.map((request): RequestsNode => ({ kind: 'request', whose, folderUri, request })),
    );
    return lists.some(({ page }) => page.next !== null) ? [...shown, { kind: 'more', whose }] : shown;
  };

  const groups = async (): Promise<readonly RequestsNode[]> => {
    if (ledgers.ready.length === 0) return [];
    const wanted: readonly Whose[] = ['waiting', 'mine', 'all'];
    return Promise.all(
      wanted.map(async whose => ({ kind: 'group', whose, count: (await requestsOf(whose)).length }) as const),
    );
  };

  const children = async (node?: RequestsNode): Promise<readonly RequestsNode[]> => {
    if (!node) return groups();
    if (node.kind === 'group') return requestsOf(node.whose);
    if (node.kind !== 'request') return [];
    return node.request.roles.map((role, index) => ({ ...node, ...role, index, kind: 'role' as const }));
  };

  const tree = new LedgerTree<RequestsNode>(
    {
      view: 'secureConfig.requests',
      children,
      draw: node => drawRequests(node, new Date()),
      outdate: pages.outdate,
    },
    ledgers,
  );
  const clock = setInterval(() => tree.view.visible && tree.redraw(), MINUTE);
  const news = ledgers.onDidChange(() => {
    const value = ledgers.ready.reduce((sum, { status }) => sum + status.waitingForMe, 0);
    const tooltip =
      value === 1
        ? vscode.l10n.t('1 request waits for you')
        : vscode.l10n.t('{0} requests wait for you', value);
    tree.view.badge = value > 0 ? { value, tooltip } : undefined;
  });
  const end = tree.dispose.bind(tree);
  return Object.assign(tree, {
    more: async ({ whose }: MoreRequestsNode) => {
      for (const { folderUri } of ledgers.ready)
        await pages.more(keyOf(folderUri, whose), loader(folderUri, whose));
      tree.redraw();
    },
    dispose: () => {
      clearInterval(clock);
      news.dispose();
      end();
    },
  });
}
