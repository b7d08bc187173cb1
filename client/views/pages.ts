/** Lists that come in pages: what has been shown of each is kept, and the next page asked for when the person wants it. */
import type { Page } from '../../shared/protocol/ledger.ts';

export interface Pages<Item> {
  /** What has been shown so far: the first page, unless more was asked for. */
  of(key: string, load: Load<Item>): Promise<Page<Item>>;
  /** One page more of a list whose first page has been shown. */
  more(key: string, load: Load<Item>): Promise<void>;
  /** What is shown is asked for again, as much as was shown. */
  outdate(): void;
}

export type Load<Item> = (before: number | null, limit: number) => Promise<Page<Item>>;

export function createPages<Item>(size: number): Pages<Item> {
  const shown = new Map<string, Page<Item>>();
  /** Items that are wanted of each list. */
  const wanted = new Map<string, number>();
  let generation = 0;
  return {
    of: async (key, load) => {
      const known = shown.get(key);
      if (known) return known;
      const asked = generation;
      const page = await load(null, wanted.get(key) ?? size);
      if (asked === generation) shown.set(key, page);
      return page;
    },
    more: async (key, load) => {
      const known = shown.get(key);
      if (!known || known.next === null) return;
      const page = await load(known.next, size);
      const items = [...known.items, ...page.items];
      shown.set(key, { items, next: page.next });
      wanted.set(key, items.length);
    },
    outdate: () => {
      generation++;
      shown.clear();
    },
  };
}
