/** The History view. */
import type { FieldDifference, ShownVersion } from '../../shared/protocol/ledger.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import type { Server } from '../server.ts';
import { drawHistory, type HistoryNode, type MoreNode } from './history-nodes.ts';
import { LedgerTree } from './ledger-tree.ts';
import { createPages, type Load } from './pages.ts';

/** Versions that are shown of an environment before somebody asks for more. */
const FIRST = 20;

export interface HistoryTree extends LedgerTree<HistoryNode> {
  more(node: MoreNode): Promise<void>;
}

export function createHistoryTree(server: Server, ledgers: Ledgers): HistoryTree {
  const pages = createPages<ShownVersion>(FIRST);
  /** They never change, so they are asked for once. */
  const changes = new Map<string, readonly FieldDifference[]>();

  const loader =
    (folderUri: string, environment: string): Load<ShownVersion> =>
    (before, limit) =>
      server.request('secureConfig/versions', { folderUri, environment, before, limit });
  const keyOf = (folderUri: string, environment: string): string => `${environment}:${folderUri}`;

  const environmentsOf = (folderUri: string): HistoryNode[] =>
    (ledgers.of(folderUri)?.status?.environments ?? []).map(({ name, active }) => ({
      kind: 'environment',
      folderUri,
      environment: name,
      active,
    }));

  const versionsOf = async (folderUri: string, environment: string): Promise<HistoryNode[]> => {
    const page = await pages.of(keyOf(folderUri, environment), loader(folderUri, environment));
    const versions = page.items.map((version): HistoryNode => ({ kind: 'version', folderUri, version }));
    return page.next === null ? versions : [...versions, { kind: 'more', folderUri, environment }];
  };

  const changesOf = async (folderUri: string, version: ShownVersion): Promise<HistoryNode[]> => {
    const { environment, number, parent } = version;
    if (parent === null) return [{ kind: 'nothing', folderUri, version }];
    const key = `${number}:${keyOf(folderUri, environment)}`;
    const found =
      changes.get(key) ??
      (await server.request('secureConfig/versionChanges', { folderUri, environment, number }));
    changes.set(key, found);
    if (found.length === 0) return [{ kind: 'nothing', folderUri, version }];
    return found.map(difference => ({ kind: 'change', folderUri, version, difference }));
  };

  const children = async (node?: HistoryNode): Promise<readonly HistoryNode[]> => {
    if (!node) {
      const { ready } = ledgers;
      if (ready.length === 1) return environmentsOf(ready[0]?.folderUri ?? '');
      return ready.map(({ folderUri, name }) => ({ kind: 'folder', folderUri, name }));
    }
    if (node.kind === 'folder') return environmentsOf(node.folderUri);
    if (node.kind === 'environment') return versionsOf(node.folderUri, node.environment);
    return node.kind === 'version' ? changesOf(node.folderUri, node.version) : [];
  };

  const tree = new LedgerTree<HistoryNode>(
    { view: 'secureConfig.history', children, draw: drawHistory, outdate: pages.outdate },
    ledgers,
  );
  return Object.assign(tree, {
    more: async ({ folderUri, environment }: MoreNode) => {
      await pages.more(keyOf(folderUri, environment), loader(folderUri, environment));
      tree.redraw();
    },
  });
}
