/** The threat model names every code that the product gives a number to, and no number is unknown to it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { threatOf } from '../../../shared/core/ledger/threats.ts';

const text = fs.readFileSync('docs/threat-model.md', 'utf8');
const rows = [...text.matchAll(/^\| (T\d+) \|.*\|([^|]*)\|$/gm)].map(([, number = '', codes = '']) => ({
  number,
  codes: [...codes.matchAll(/`([\w-]+)`/g)].map(([, code = '']) => code),
}));

describe('the threat model', () => {
  it('numbers its threats one by one', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: 22 }, (_, index) => `T${index + 1}`),
    );
  });

  it('has each code where the product says it is', () => {
    const named = new Map(rows.flatMap(({ number, codes }) => codes.map(code => [code, number])));
    const own = [...named.keys()].filter(code => threatOf(code) !== undefined);
    assert.ok(own.length > 30, `only ${own.length} codes have a number`);
    for (const code of own) {
      const numbers = rows.filter(({ codes }) => codes.includes(code)).map(({ number }) => number);
      assert.ok(
        numbers.includes(threatOf(code) ?? ''),
        `${code} is ${threatOf(code)} and stands at ${numbers}`,
      );
    }
  });

  it('is cited by number in the tests', () => {
    const cited = fs
      .readdirSync('test/data/ledger/vectors')
      .map(name => JSON.parse(fs.readFileSync(`test/data/ledger/vectors/${name}`, 'utf8')).expected.threat)
      .filter(threat => threat !== undefined);
    assert.ok(new Set(cited).size >= 9);
    for (const threat of cited) assert.ok(rows.some(({ number }) => number === threat));
  });
});
