/** Each text in `cases/` against the tokens beside it. `UPDATE_SNAPSHOTS=1` writes them anew: read the difference. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import process from 'node:process';
import type { IGrammar } from 'vscode-textmate';
import { describeTokens, dotenvGrammar } from './grammar.ts';

const FOLDER = 'test/syntaxes/cases';

describe('highlighting of dotenv files', () => {
  const cases = fs.readdirSync(FOLDER).filter(name => name.endsWith('.env'));
  let grammar: IGrammar;
  before(async () => {
    grammar = await dotenvGrammar();
  });

  it('has cases', () => assert.ok(cases.length >= 8));

  for (const name of cases) {
    it(name, () => {
      const file = `${FOLDER}/${name}`;
      const actual = describeTokens(fs.readFileSync(file, 'utf8').trimEnd(), grammar);
      if (process.env.UPDATE_SNAPSHOTS) fs.writeFileSync(`${file}.snap`, actual);
      assert.equal(actual, fs.readFileSync(`${file}.snap`, 'utf8'));
    });
  }
});
