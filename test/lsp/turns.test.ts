/** Work over many files stops for who types, also where several files are read at the same time. */
import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { forEachFile } from '../../server/turns.ts';

/** Milliseconds: longer than any stretch. */
const LONG = 5;

describe('work in turns', () => {
  it('lets input be read after each long piece, though several files have been read meanwhile', async () => {
    let turnsOfTheLoop = 0;
    let counting = setImmediate(function count() {
      turnsOfTheLoop++;
      counting = setImmediate(count);
    });
    const pause = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
    const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
    const paths = Array.from({ length: 40 }, (_, index) => `file${index}`);
    const worked: number[] = [];
    await forEachFile(paths, { token, pause }, async (_, turn) => {
      await new Promise(resolve => setImmediate(resolve));
      await turn(async () => {
        await Promise.resolve();
        worked.push(turnsOfTheLoop);
        const start = performance.now();
        while (performance.now() - start < LONG);
      });
    });
    clearImmediate(counting);
    assert.equal(worked.length, paths.length);
    assert.equal(new Set(worked).size, paths.length, 'none in the same turn of the event loop as another');
  });

  it('begins nothing more once it is cancelled, though several files have been read', async () => {
    const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
    const paths = Array.from({ length: 40 }, (_, index) => `file${index}`);
    const begun: string[] = [];
    const refused: string[] = [];
    await forEachFile(paths, { token, pause: () => Promise.resolve() }, async (path, turn) => {
      const work = async (): Promise<void> => {
        begun.push(path);
        token.isCancellationRequested = true;
      };
      await turn(work).catch(() => refused.push(path));
    });
    assert.deepEqual(begun, ['file0']);
    assert.ok(refused.length > 0);
  });
});
