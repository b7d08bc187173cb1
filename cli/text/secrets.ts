/** Finds what must not be shown of a file's lines: every stretch that is, or may be part of, a secret's value. */
import type { Document, Node } from '../../shared/core/document/document.ts';
import type { Span } from '../../shared/core/text/text.ts';
import { hasSecretName, looksSecret } from '../../shared/core/validation/secret-name.ts';

/** Whether the entry of that name (a variable, or a dotted path) with that value holds a secret. */
export type IsSecret = (name: string, value: string | undefined) => boolean;

/** Answers what to hide of the stretch of text from `start` to `end`, a line without its break. */
export type Hider = (line: Span) => readonly Span[];

/** `NAME =`, `name:`, `export NAME=` at a line's start, where no entry could be read. */
const NAMED = /^[\s\-'"]*(?:export\s+)?['"]?([\w.-]+)['"]?\s*[:=]?\s*/;
const URL_PASSWORD = /(?<=:\/\/[^/\s:@'"]{0,256}:)[^/\s@'"]+(?=@)/g;

/**
 * Of an entry that holds a secret everything from its value to the end of each of its lines is hidden: another reader
 * of the file may take for the value what this one takes for a comment.
 */
export function createHider(document: Document, isSecret: IsSecret): Hider {
  const { text } = document;
  const entries = document.roots
    .flatMap(root => entriesOf(root, '', isSecret))
    .sort((a, b) => a.start - b.start);
  const secrets = entries.filter(entry => entry.secret);
  return line => {
    const hidden: Span[] = [];
    for (const secret of secrets) {
      if (secret.end < line.start || secret.start > line.end) continue;
      hidden.push({ start: Math.max(secret.start, line.start), end: line.end });
    }
    const isEntry = entries.some(entry => entry.start <= line.end && entry.end >= line.start);
    if (!isEntry) hidden.push(...hiddenWithoutEntry(text, line, secrets));
    for (const match of text
      .slice(line.start, Math.min(line.end, line.start + 10_000))
      .matchAll(URL_PASSWORD)) {
      hidden.push({ start: line.start + match.index, end: line.start + match.index + match[0].length });
    }
    return hidden.filter(span => span.end > span.start);
  };
}

interface FoundEntry extends Span {
  readonly secret: boolean;
}

function entriesOf(node: Node, path: string, isSecret: IsSecret): FoundEntry[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(item => entriesOf(item, path, isSecret));
  return node.entries.flatMap(({ key, value }) => {
    const name = path === '' ? key : `${path}.${key}`;
    const secret = isSecret(name, textOf(value));
    if (value.kind !== 'scalar' && !secret) return entriesOf(value, name, isSecret);
    return [{ ...value.span, secret }];
  });
}

function textOf(node: Node): string | undefined {
  return node.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** A line that nobody could read may be the rest of the secret above it, or one whose name was misspelt. */
function hiddenWithoutEntry(text: string, line: Span, secrets: readonly Span[]): Span[] {
  const content = text.slice(line.start, Math.min(line.end, line.start + 10_000));
  const above = secrets.findLast(secret => secret.end <= line.start);
  const continues = above !== undefined && !/\n\s*(\n|#)/.test(text.slice(above.end, line.start + 1));
  if (continues && content.trim() !== '' && !/^\s*#/.test(content)) return [line];
  const named = NAMED.exec(content);
  if (named === null) return [];
  const rest = content.slice(named[0].length);
  const isSecret = hasSecretName(named[1] ?? '') || rest.split(/\s+/).some(word => looksSecret('', word));
  return isSecret ? [{ start: line.start + named[0].length, end: line.end }] : [];
}
