/** The pieces of the command line that processes would be too slow to try at every edge. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mapInOrder } from '../../cli/check/in-order.ts';
import { environmentText } from '../../cli/check/process-environment.ts';
import { excerptOf } from '../../cli/text/excerpt.ts';
import { createHider } from '../../cli/text/secrets.ts';
import { visibleText, widthOf } from '../../cli/text/width.ts';
import { parseDotenv } from '../../shared/core/document/dotenv.ts';
import { looksSecret } from '../../shared/core/validation/secret-name.ts';

describe('excerpts', () => {
  const CASES: readonly (readonly [line: string, place: string, expected: string, carets: string])[] = [
    ['NAME=value', 'value', 'NAME=value', '     ^^^^^'],
    ['\tNAME=value', 'NAME', '    NAME=value', '    ^^^^'],
    ['A=日本 # é', '日本', 'A=日本 # é', '  ^^^^'],
    ['A=e\u0301x', 'x', 'A=e\u0301x', '   ^'],
    ['A=\u001b[31m', 'A', 'A=␛[31m', '^'],
    ['A=\u202ex', 'x', 'A=�x', '   ^'],
    ['A=😀', '😀', 'A=😀', '  ^^'],
  ];
  for (const [line, place, expected, carets] of CASES) {
    it(JSON.stringify(line), () => {
      const start = line.indexOf(place);
      assert.deepEqual(excerptOf(line, { start, end: start + place.length }, [], 80), {
        line: expected,
        carets,
      });
    });
  }

  it('stand behind the end of the line for what would go there', () => {
    assert.deepEqual(excerptOf('A=1', { start: 3, end: 3 }, [], 80), { line: 'A=1', carets: '   ^' });
  });

  it('hide a stretch, and say nothing of its length', () => {
    const { line, carets } = excerptOf(
      'KEY=hunter2hunter2',
      { start: 6, end: 9 },
      [{ start: 4, end: 18 }],
      80,
    );
    assert.deepEqual([line, carets], ['KEY=••••', '    ^^^^']);
  });

  it('never grow wider than they may, and keep the place in sight', () => {
    const anything = fc.record({
      line: fc.string({ maxLength: 2000, unit: 'grapheme' }),
      at: fc.nat(2000),
      length: fc.nat(50),
      columns: fc.integer({ min: 20, max: 200 }),
    });
    fc.assert(
      fc.property(anything, ({ line, at, length, columns }) => {
        const start = Math.min(at, line.length);
        const { line: shown, carets } = excerptOf(
          line,
          { start, end: Math.min(line.length, start + length) },
          [],
          columns,
        );
        assert.ok(widthOf(shown) <= columns && widthOf(carets) <= columns + 1);
        assert.match(carets, /^ *\^+$/);
        assert.equal(visibleText(shown), shown.replaceAll('\t', ' '));
      }),
    );
  });
});

describe('hiding secrets', () => {
  it('leaves no code unit of a secret’s line behind its name, whatever stands there', () => {
    const values = fc.string({
      unit: fc.constantFrom('a', '#', '"', "'", '\\', '$', '{', ' ', '=', ':', '`'),
    });
    fc.assert(
      fc.property(values, value => {
        const text = `API_TOKEN=zq${value}zq\n`;
        for (const dialect of ['dotenv', 'bash', 'compose', 'systemd'] as const) {
          const document = parseDotenv(text, { dialect });
          const spans = createHider(document, looksSecret)(0);
          const place = { start: 0, end: 3 };
          assert.ok(
            !excerptOf(text.slice(0, -1), place, spans, 200).line.includes('zq'),
            JSON.stringify({ dialect, text }),
          );
        }
      }),
    );
  });
});

describe('the process’s environment as a text', () => {
  it('is read back as it was', () => {
    const value = fc.string({
      unit: fc.constantFrom('a', "'", '"', '\n', '\\', '$', '#', ' ', '`', '=', 'é'),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,9}$/), value), environment => {
        const { values } = parseDotenv(environmentText(environment), { dialect: 'bash' });
        assert.deepEqual(
          new Map(values),
          new Map(Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))),
        );
      }),
    );
  });
});

describe('mapInOrder', () => {
  it('keeps the order, and never does more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const work = async (input: number): Promise<number> => {
      most = Math.max(most, ++running);
      await new Promise(resolve => setTimeout(resolve, (input * 7) % 5));
      running--;
      return input;
    };
    const results: number[] = [];
    for await (const result of mapInOrder(count(50), 4, work)) results.push(result);
    assert.deepEqual(results, [...Array(50).keys()]);
    assert.ok(most <= 4 && most > 1, `${most} at a time`);
  });

  it('takes no more inputs once nobody wants results', async () => {
    let taken = 0;
    const inputs = async function* (): AsyncGenerator<number> {
      for (;;) yield taken++;
    };
    for await (const result of mapInOrder(inputs(), 4, async input => input)) if (result === 3) break;
    assert.ok(taken < 20, `${taken} taken`);
  });
});

async function* count(to: number): AsyncGenerator<number> {
  for (let index = 0; index < to; index++) yield index;
}
