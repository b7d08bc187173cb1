/** The matrix on terminals of every width. */
import assert from 'node:assert/strict';
import { partsFor } from '../../cli/matrix/fit.ts';
import { matrixText } from '../../cli/matrix/text.ts';
import { createStyle } from '../../cli/text/style.ts';
import { shortenTo, widthOf } from '../../cli/text/width.ts';
import { compareEnvironments } from '../../shared/core/report/matrix.ts';
import { checkText } from '../../shared/core/validation/check.ts';
import { NO_CACHE } from '../../shared/core/validation/code-cache.ts';
import { NOW } from '../support/checking.ts';

const NAMES = ['development', 'staging', 'production', 'test'];
const FILES = NAMES.map(name => {
  const text = `URL=https://${name}.example.com/a/rather/long/path\nNAME=日本語の名前の値\nAPI_KEY=canary-${name}\nON=1\n`;
  return checkText({ path: `.env.${name}`, text, governance: { dialects: ['dotenv'] }, now: NOW });
});

const textAt = (columns: number | undefined): string =>
  matrixText(compareEnvironments(FILES), {
    out: () => undefined,
    err: () => undefined,
    draw: () => undefined,
    readInput: async () => '',
    ask: async () => null,
    environment: {},
    folder: '/',
    now: () => NOW,
    style: createStyle(false),
    isColoured: false,
    columns,
    interactive: false,
    showsProgress: false,
    signal: new AbortController().signal,
    codeCache: { ...NO_CACHE, keep: () => undefined },
  });

describe('the matrix on a terminal', () => {
  for (const columns of [60, 80, 100, 140, 200]) {
    it(`fits into ${columns} columns`, () => {
      const lines = textAt(columns).split('\n');
      const table = lines.filter(line => !line.includes('≠ not what') && !line.includes('fields in'));
      assert.deepEqual(
        table.filter(line => widthOf(line) > columns),
        [],
      );
      for (const name of NAMES) assert.ok(table.some(line => line.includes(name)));
    });
  }

  it('shows what fits, and everything where there is no terminal', () => {
    assert.match(textAt(undefined), /≠ https:\/\/development\.example\.com\/a\/rathe…/);
    assert.match(textAt(100), /≠ https:\/\/dev\S*…/);
    assert.doesNotMatch(textAt(undefined), /canary/);
  });

  it('puts columns below each other only where there is no room', () => {
    assert.deepEqual(partsFor([30, 30, 30], 100, 2), [{ indexes: [0, 1, 2], widest: 30 }]);
    assert.deepEqual(partsFor([10, 50, 50], 80, 2), [{ indexes: [0, 1, 2], widest: 32 }]);
    assert.deepEqual(partsFor([50, 50, 50], 50, 2), [
      { indexes: [0, 1], widest: 23 },
      { indexes: [2], widest: 48 },
    ]);
    assert.deepEqual(partsFor([50], 5, 2), [{ indexes: [0], widest: 3 }]);
    assert.deepEqual(partsFor([], 80, 2), []);
  });

  it('cuts by columns, not by characters', () => {
    assert.equal(shortenTo('日本語の名前', 7), '日本語…');
    assert.equal(shortenTo('abc', 3), 'abc');
    assert.equal(shortenTo('abcd', 3), 'ab…');
    assert.equal(shortenTo('abcd', 0), '');
  });
});
