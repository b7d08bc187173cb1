/** Where secret text stands in a file, so that an editor can cover it: offsets only, never the text itself. */
import type { Comment, Document, Entry, ScalarNode } from '../document/document.ts';
import type { DotenvDocument } from '../document/dotenv.ts';
import type { Assignment, Statement } from '../document/dotenv-statement.ts';
import { environmentOfFileName } from '../profile/environments.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { looksSecret } from '../validation/secret-name.ts';
import { judgedEntries } from './secret-entries.ts';

const PRODUCTION = /^(?:production|prod|prd|live)$/i;
/** `NAME=value` or `name: value` in a comment. Longer names are no names. */
const COMMENTED_OUT = /^\s*(?:export\s+)?([\w.-]{1,200})\s*[=:]\s*(\S.*)$/;

/** Whether any part of the file is for production; of a file that no project governs, by its name. */
export function isForProduction({ environment, path, units }: Checked): boolean {
  const named = units.length === 0 ? environmentOfFileName(path, new Map()) : undefined;
  return [environment, named, ...units.map(unit => unit.environment)].some(name =>
    PRODUCTION.test(name ?? ''),
  );
}

/**
 * In source order, none touching another, none empty, quotes left out. More than the values of secret fields: what is
 * commented out, and what nobody can read but looks like a secret or the rest of one.
 */
export function secretSpans(checked: Checked): Span[] {
  const { document } = checked;
  const entries = judgedEntries(checked);
  const values = entries.flatMap(({ entry, secret }) => {
    const { value } = entry;
    return secret && value.kind === 'scalar' ? spansOfValue(value, document) : [];
  });
  const secrets = entries.filter(({ secret }) => secret).map(({ entry }) => entry);
  const names = new Set(secrets.map(({ key }) => key));
  const comments = document.comments.flatMap(comment => commentSpans(comment, names));
  const rests = isDotenv(document) ? restSpans(document, secrets) : [];
  return tidy([...values, ...comments, ...rests]);
}

/** The text of one secret value. None for what hides nothing: no value, a switch, a mere reference to another variable. */
export function spansOfValue(node: ScalarNode, { text }: Document): Span[] {
  if (node.value === null || typeof node.value === 'boolean') return [];
  const span = withoutQuotes(node.span, text);
  const [reference] = node.references;
  const isReference =
    reference?.span.start === span.start && reference.span.end === span.end && !reference.argument;
  return isReference && text.startsWith('${', span.start) ? [] : [span];
}

/** Of a YAML block the lines under its mark. */
function withoutQuotes({ start, end }: Span, text: string): Span {
  const first = text[start] ?? '';
  if (/["'`]/.test(first)) {
    const isClosed = end - start > 1 && text[end - 1] === first;
    return spanOf(start + 1, isClosed ? end - 1 : end);
  }
  const lineBreak = /[|>]/.test(first) ? text.indexOf('\n', start) : -1;
  return spanOf(lineBreak >= 0 && lineBreak < end ? lineBreak + 1 : start, end);
}

function commentSpans({ text, span }: Comment, names: ReadonlySet<string>): Span[] {
  const assignment = COMMENTED_OUT.exec(text);
  const [, name = '', value = ''] = assignment ?? [];
  if (assignment && (names.has(name) || looksSecret(name, value.trim()))) {
    return [spanOf(span.end - value.length, span.end)];
  }
  return words(text, span.end - text.length).filter(word => looksSecretWord(word.text));
}

/** What follows a secret and may belong to it, in a dialect that ends values earlier than another one does. */
function restSpans(document: DotenvDocument, secrets: readonly Entry[]): Span[] {
  const { statements, starts } = document;
  const places = new Set(secrets.map(({ value }) => value.span.start));
  const spans: Span[] = [];
  let followsSecret = false;
  for (const [index, statement] of statements.entries()) {
    const start = starts[index] ?? 0;
    const isSecret = statement.kind === 'assignment' && places.has(start + statement.value.span.start);
    const rest: Span[] = isSecret
      ? tailSpans(statement, start, document)
      : lineSpans(statement, start, document, followsSecret);
    spans.push(...rest);
    followsSecret = isSecret || (followsSecret && rest.length > 0);
  }
  return spans;
}

/** Behind the value up to a comment that all dialects take for one, which has space before it. */
function tailSpans({ value, comment, length }: Assignment, start: number, { text }: DotenvDocument): Span[] {
  const from = start + value.span.end;
  const isApart = comment !== undefined && /\s/.test(text[start + comment.start - 1] ?? '');
  const tail = text.slice(from, start + (isApart ? comment.start : length));
  const blank = tail.length - tail.trimStart().length;
  return tail.trim() === '' ? [] : [spanOf(from + blank, from + tail.trimEnd().length)];
}

/** The next line of a secret that goes on where values are of one line only. */
function lineSpans(
  statement: Statement,
  start: number,
  { text }: DotenvDocument,
  followsSecret: boolean,
): Span[] {
  if (statement.kind === 'garbage') {
    const span = spanOf(start + statement.content.start, start + statement.content.end);
    if (followsSecret) return [span];
    return words(text.slice(span.start, span.end), span.start).filter(word => looksSecretWord(word.text));
  }
  if (!('key' in statement) || !looksSecretWord(statement.key.text)) return [];
  const end = statement.kind === 'assignment' ? statement.value.span.end : statement.key.span.end;
  return [spanOf(start + statement.key.span.start, start + end)];
}

interface Word extends Span {
  readonly text: string;
}

function words(text: string, at: number): Word[] {
  return [...text.matchAll(/[^\s"'`]+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: at + index,
    end: at + index + word.length,
  }));
}

/** Without a name to go by: a token's shape, or what only a generator makes. */
function looksSecretWord(word: string): boolean {
  return looksSecret('', word);
}

function tidy(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) merged[merged.length - 1] = spanOf(last.start, Math.max(last.end, end));
    else merged.push(spanOf(start, end));
  }
  return merged;
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv' && 'statements' in document;
}
