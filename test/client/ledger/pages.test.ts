import assert from 'node:assert/strict';
import { createPages, type Load } from '../../../client/views/pages.ts';

describe('lists in pages', () => {
  it('show one page, then one more for each wish, and as much again after they are out of date', async () => {
    const asked: [number | null, number][] = [];
    const load: Load<number> = async (before, limit) => {
      asked.push([before, limit]);
      const first = before === null ? 10 : before - 1;
      const items = Array.from({ length: Math.min(limit, first) }, (_, index) => first - index);
      const last = items.at(-1) ?? 0;
      return { items, next: last > 1 ? last : null };
    };
    const pages = createPages<number>(4);
    assert.deepEqual((await pages.of('a', load)).items, [10, 9, 8, 7]);
    await pages.more('a', load);
    await pages.more('a', load);
    assert.deepEqual(await pages.of('a', load), { items: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], next: null });
    await pages.more('a', load);
    pages.outdate();
    assert.equal((await pages.of('a', load)).items.length, 10);
    assert.deepEqual(asked, [
      [null, 4],
      [7, 4],
      [3, 4],
      [null, 10],
    ]);
  });

  it('keep nothing of an answer that came too late', async () => {
    const pages = createPages<string>(1);
    let answer: (item: string) => void = () => undefined;
    const slow = pages.of(
      'a',
      () => new Promise(resolve => (answer = item => resolve({ items: [item], next: null }))),
    );
    pages.outdate();
    answer('old');
    await slow;
    assert.deepEqual((await pages.of('a', async () => ({ items: ['new'], next: null }))).items, ['new']);
  });
});
