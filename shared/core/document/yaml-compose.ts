/** The one way to run the YAML library's composer, and what it objects to. */
import { Composer, type CST, type Document as YamlDocument } from 'yaml';
import type { Problem } from './document.ts';
import { libraryProblem } from './yaml-problems.ts';

export function composeTokens(tokens: readonly CST.Token[], text: string): YamlDocument.Parsed[] {
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, version: '1.2' });
  return [...composer.compose(tokens, true, text.length)] as YamlDocument.Parsed[];
}

export function problemsOf({ errors, warnings }: YamlDocument.Parsed, text: string): Problem[] {
  return [
    ...errors.map(error => libraryProblem(error, 'error', text)),
    ...warnings.map(warning => libraryProblem(warning, 'warning', text)),
  ];
}
