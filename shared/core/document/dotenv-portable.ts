/** Looks for a way to write a value that several dialects read alike, by writing it and reading it with each. */
import { type Span, spanOf, type TextEdit } from '../text/text.ts';
import type { DialectName } from './dialect.ts';
import { type DotenvDocument, parseDotenv } from './dotenv.ts';
import type { Assignment } from './dotenv-statement.ts';

/**
 * Edits after which each of `dialects` reads `target` from the statement at `index`; `undefined` when no form does.
 * References stay references. A comment behind the value moves to a line of its own where it has to.
 */
export function findPortableForm(
  document: DotenvDocument,
  index: number,
  target: string,
  dialects: readonly DialectName[],
): TextEdit[] | undefined {
  const statement = document.statements[index];
  const start = document.starts[index];
  if (statement?.kind !== 'assignment' || start === undefined) return undefined;
  const span = wholeLine(document.text, statement, start);
  if (!span) return undefined;
  const environment = surroundings(document, statement.key.text);
  const lineBreak = document.text.slice(span.end, start + statement.length);
  for (const newText of candidates(document.text, statement, start, target)) {
    const reads = (dialect: DialectName): boolean => {
      const { values, problems } = parseDotenv(newText + lineBreak, { dialect, environment });
      const isUnread = problems.some(problem => problem.code === 'security/command-substitution');
      return !isUnread && values.size === 1 && values.get(statement.key.text) === target;
    };
    if (!dialects.every(reads)) continue;
    // Written well already: what they disagree about comes from another place.
    return newText === document.text.slice(span.start, span.end) ? undefined : [{ span, newText }];
  }
  return undefined;
}

/** The statement without the line break behind it; `undefined` when it shares a line with another. */
function wholeLine(text: string, statement: Assignment, start: number): Span | undefined {
  const end = start + statement.length;
  const before = start === 0 ? '\n' : text[start - 1];
  const after = end === text.length ? '\n' : text[end - 1];
  if (before !== '\n' || after !== '\n') return undefined;
  return spanOf(start, end - (/\r?\n$/.exec(text.slice(start, end))?.[0].length ?? 0));
}

/** What references find: the values that the governing dialect reads, as far as they are set elsewhere. */
function surroundings({ environment, values }: DotenvDocument, key: string): ReadonlyMap<string, string> {
  const found = new Map(environment);
  for (const [name, value] of values) if (value !== null) found.set(name, value);
  found.delete(key);
  return found;
}

function* candidates(text: string, statement: Assignment, start: number, target: string): Generator<string> {
  const { key, value, comment } = statement;
  const hasReference = value.parts.some(part => part.kind === 'reference');
  const content = text.slice(value.content.start + start, value.content.end + start);
  const note = comment ? text.slice(comment.start + start, comment.end + start) : undefined;
  for (const name of namesOf(text, statement, start)) {
    for (const form of hasReference ? referringForms(content) : literalForms(target)) {
      const line = `${name}=${form}`;
      if (note !== undefined) yield `${line} ${note}`;
      yield note === undefined ? line : `${note}${lineBreakOf(text)}${line}`;
    }
    if (name === key.text) return;
  }
}

/** With the `export` that stands before it, then without: some parsers know no such word. */
function namesOf(text: string, { export: word, key }: Assignment, start: number): string[] {
  const before = word ? text.slice(word.start + start, key.span.start + start) : '';
  return /^export[ \t]+$/.test(before) ? [before + key.text, key.text] : [key.text];
}

function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function literalForms(target: string): string[] {
  const escaped = target.replace(/[\\"$`]/g, '\\$&');
  return [
    target,
    `'${target}'`,
    `"${target}"`,
    `"${escaped}"`,
    `"${escaped.replaceAll('\n', '\\n')}"`,
    `\`${target}\``,
  ];
}

function referringForms(content: string): string[] {
  const braced = content.replace(/\$([A-Za-z_][A-Za-z0-9_]*)/g, '$${$1}');
  return [content, `"${content}"`, braced, `"${braced}"`];
}
