/** Lines made to be slow: eight times the length may take about eight times as long, whatever the machine. */
import assert from 'node:assert/strict';
import { type IGrammar, INITIAL } from 'vscode-textmate';
import { dotenvGrammar } from './grammar.ts';

const LENGTH = 12_500;
const LONGER = 8;
/** What is linear measures about 8 here, what is quadratic 64. */
const MOST_GROWTH = 24;
/** A busy machine may disturb a measurement, never all of them. */
const ATTEMPTS = 4;

const LINES: Readonly<Record<string, (length: number) => string>> = {
  'one long word': length => `A=${'x'.repeat(length)}`,
  'one long key': length => 'x'.repeat(length),
  'spaces before nothing': length => `A=x${' '.repeat(length)}`,
  'spaces before a key that never comes': length => `${' '.repeat(length)}=`,
  'spaces between words': length => `A=${'x  '.repeat(length / 3)}`,
  dollars: length => `A=${'$'.repeat(length)}`,
  'opening references': length => `A=${'${A:-'.repeat(length / 5)}`,
  'opening references in quotes': length => `A="${'${A:-'.repeat(length / 5)}`,
  'nested references': length => `A=${'${A:-'.repeat(length / 6)}${'}'.repeat(length / 6)}`,
  'opening commands': length => `A=${'$('.repeat(length / 2)}`,
  parentheses: length => `A=$(${'('.repeat(length)}`,
  backslashes: length => `A="${'\\'.repeat(length)}`,
  quotes: length => `A="x"${' "'.repeat(length / 2)}`,
  'text after a quote': length => `A="x" ${'y#'.repeat(length / 2)}`,
  hashes: length => `A=${'#'.repeat(length)}`,
  'hashes after spaces': length => `A="x"${' y#'.repeat(length / 3)}`,
  'exports without end': length => 'export '.repeat(length / 7),
  'a waiver without end': length => `# secure-config-waive ${'until '.repeat(length / 6)}`,
  digits: length => `A=${'1'.repeat(length)}x`,
  'an open quoted key': length => `'${'x'.repeat(length)}`,
};

describe('highlighting of hostile lines', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await dotenvGrammar();
  });

  for (const [name, line] of Object.entries(LINES)) {
    it(`takes time in proportion to ${name}`, () => {
      const growths: number[] = [];
      do growths.push(growthOf(line, grammar));
      while (Math.min(...growths) > MOST_GROWTH && growths.length < ATTEMPTS);
      const [least = 0] = growths.sort((a, b) => a - b);
      assert.ok(least <= MOST_GROWTH, `${LONGER} times the length took ${least.toFixed(1)} times as long`);
    });
  }
});

/** How many times as long the long line takes. */
function growthOf(line: (length: number) => string, grammar: IGrammar): number {
  const short = Math.min(milliseconds(line(LENGTH), grammar), milliseconds(line(LENGTH), grammar));
  return milliseconds(line(LENGTH * LONGER), grammar) / short;
}

/** Tokenises as the editor does: without listing each token's scopes, whose number is not ours to bound. */
function milliseconds(line: string, grammar: IGrammar): number {
  const start = performance.now();
  grammar.tokenizeLine2(line, INITIAL);
  return performance.now() - start;
}
