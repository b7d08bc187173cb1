/** Lines made to be slow: eight times the length may take about eight times as long, whatever the machine. */
import { type IGrammar, INITIAL } from 'vscode-textmate';
import { assertGrowsInProportion } from '../support/growth.ts';
import { dotenvGrammar } from './grammar.ts';

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
      // As the editor does: without listing each token's scopes, whose number is not ours to bound.
      const work = (length: number) => void grammar.tokenizeLine2(line(length), INITIAL);
      assertGrowsInProportion({ work, size: 12_500, factor: 8, most: 24 });
    });
  }
});
