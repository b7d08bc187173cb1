/** motdotla/dotenv followed by dotenv-expand 12, which replaces references in every value, quotes or not. */
import { type DialectReader, LONGEST_VALUE, type Resolution, type Scope } from '../dialect-reader.ts';
import { issue } from '../dotenv-scan.ts';
import type { Assignment, BareName } from '../dotenv-statement.ts';
import { EXPANDED_RULES } from './dotenv.ts';
import { scanLine } from './line-pattern.ts';

const REFERENCE = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_][A-Za-z0-9_]*)/;
const OPERATOR = /:\+|\+|:-|-/;

/** UTF-16 code units looked at before a value that keeps replacing itself is given up. */
const MOST_WORK = 1 << 23;

export const dotenvExpand: DialectReader = {
  name: 'dotenv-expand',
  title: 'dotenv-expand',
  reproduces: 'motdotla/dotenv 17.4.2 parse() and dotenv-expand 12 expand()',
  scan: (source, offset) => scanLine(source, offset, EXPANDED_RULES),
  resolve: resolveValue,
  resolvesLast: true,
  environmentValue: (key, environment, template) => {
    const value = environment.get(key);
    return value && value !== template ? unescapeDollars(value) : undefined;
  },
  byteOrderMark: 'skipped',
  losesKey: key => key === '__proto__',
};

function resolveValue(statement: Assignment | BareName, scope: Scope): Resolution {
  if (statement.kind !== 'assignment') return { value: undefined };
  const { template, span } = statement.value;
  const expanded = expandValue(template, scope);
  if (expanded !== undefined) return { value: unescapeDollars(expanded) };
  return { value: template, issues: [issue('syntax/value-too-long', span)] };
}

function unescapeDollars(value: string): string {
  return value.replaceAll('\\$', '$');
}

/**
 * Replaces the first reference, then looks at the whole text again, as the original does: what a reference stands for
 * is expanded as well, and a reference can be put together from pieces. `undefined`: it would go on for too long.
 */
function expandValue(template: string, scope: Scope): string | undefined {
  const seen = new Set<string>();
  let result = template;
  let work = 0;
  for (let match = REFERENCE.exec(result); match; match = REFERENCE.exec(result)) {
    work += result.length;
    if (work > MOST_WORK || result.length > LONGEST_VALUE) return undefined;
    seen.add(result);
    const expression = match[1] ?? match[2] ?? '';
    const splitter = OPERATOR.exec(expression)?.[0];
    const [key = '', ...rest] = splitter === undefined ? [expression] : expression.split(splitter);
    const replacement = replacementOf(key, splitter, rest.join(splitter), seen, scope);
    result = result.replace(match[0], replacement);
    if (result === scope.values.get(key)) break;
  }
  return result;
}

function replacementOf(
  key: string,
  splitter: string | undefined,
  argument: string,
  seen: ReadonlySet<string>,
  scope: Scope,
): string {
  const value = scope.environment.get(key) ?? scope.values.get(key) ?? '';
  if (splitter === ':+' || splitter === '+') return value ? argument : '';
  return value && !seen.has(value) ? value : argument;
}
