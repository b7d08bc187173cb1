/** The project's grammars in the engine that VS Code runs, and what it makes of a text. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

const GRAMMARS: Readonly<Record<string, string>> = {
  'source.secure-config.dotenv': 'syntaxes/dotenv.tmLanguage.json',
  'source.secure-config.waiver': 'syntaxes/waiver.tmLanguage.json',
};

export async function dotenvGrammar(): Promise<textmate.IGrammar> {
  const engine = createRequire(path.resolve('package.json')).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(new Uint8Array(fs.readFileSync(engine)).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async scope => {
      const file = GRAMMARS[scope];
      return file === undefined ? null : textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file);
    },
  });
  const grammar = await registry.loadGrammar('source.secure-config.dotenv');
  if (!grammar) throw new Error('the grammar of dotenv files cannot be loaded');
  return grammar;
}

/** Each line as it stands, and below it a row for each token that has scopes of its own: where it is and what. */
export function describeTokens(text: string, grammar: textmate.IGrammar): string {
  const rows: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    rows.push(`>${line}`);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const own = scopes.slice(1).join(' ');
      const length = Math.min(endIndex, line.length) - startIndex;
      if (own !== '' && length > 0) rows.push(` ${' '.repeat(startIndex)}${'^'.repeat(length)} ${own}`);
    }
    state = ruleStack;
  }
  return `${rows.join('\n')}\n`;
}
