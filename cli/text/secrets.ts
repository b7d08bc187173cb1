/** Finds what must not be shown of a file's lines: every stretch that is, or may be part of, a secret's value. */
import type { Document, Node, ScalarNode } from '../../shared/core/document/document.ts';
import type { Span } from '../../shared/core/text/text.ts';
import { containsSecret, hasSecretName, looksSecret } from '../../shared/core/validation/secret-name.ts';
import {
  type Beside,
  isSecretBeside,
  NOTHING,
  namedEntries,
  namedItems,
} from '../../shared/core/validation/secret-neighbour.ts';

/** Whether the entry of that name (a variable, or a dotted path) with that value holds a secret. */
export type IsSecret = (name: string, value: string | undefined) => boolean;

/** Answers which stretches of the text to hide of a line (0-based). */
export type Hider = (line: number) => readonly Span[];

/** `NAME =`, `name:`, `export NAME=` at a line's start, where no entry could be read. */
const NAMED = /^[\s\-'"]*(?:export\s+)?['"]?([\w.-]+)['"]?\s*[:=]?\s*/;
const URL_PASSWORD = /(?<=:\/\/[^/\s:@'"]{0,256}:)[^/\s@'"]+(?=@)/g;
/** Code units of a line that are looked at; no excerpt shows more. */
const LONGEST = 10_000;
/** Lines above that are looked at. */
const MOST_LINES = 200;

/**
 * Of an entry that holds a secret everything from its value to the end of each of its lines is hidden: another reader
 * of the file may take for the value what this one takes for a comment.
 */
export function createHider(document: Document, isSecret: IsSecret): Hider {
  const { text, lines } = document;
  const entries = document.roots.flatMap(root => entriesOf(withoutBareNames(root, document), '', isSecret));
  const hasEntry = new Set<number>();
  const secretFrom = new Map<number, number>();
  for (const { start, end, secret } of entries) {
    const last = lines.positionAt(end).line;
    for (let line = lines.positionAt(start).line; line <= last; line++) {
      hasEntry.add(line);
      const from = Math.max(start, lines.lineStart(line));
      if (secret) secretFrom.set(line, Math.min(from, secretFrom.get(line) ?? from));
    }
  }
  return line => {
    const start = lines.lineStart(line);
    const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    const hidden: Span[] = [];
    const from = secretFrom.get(line);
    if (from !== undefined) hidden.push({ start: from, end });
    const content = text.slice(start, Math.min(end, start + LONGEST));
    if (!hasEntry.has(line)) {
      const isRest = followsSecret(document, line, hasEntry, secretFrom);
      const visible = visibleLength(content, isRest);
      if (visible !== undefined) hidden.push({ start: start + visible, end });
    }
    for (const match of content.matchAll(URL_PASSWORD)) {
      hidden.push({ start: start + match.index, end: start + match.index + match[0].length });
    }
    return hidden.filter(span => span.end > span.start);
  };
}

interface FoundEntry extends Span {
  readonly secret: boolean;
}

/** Each scalar with its name; an item of a list is named by its index. */
function entriesOf(node: Node, name: string, isSecret: IsSecret, beside: Beside = NOTHING): FoundEntry[] {
  if (node.kind === 'scalar') {
    const text = textOf(node);
    return [{ ...node.span, secret: isSecret(name, text) || isSecretBeside(beside, text) }];
  }
  const inside = node.kind === 'list' ? namedItems(node.items) : namedEntries(node.entries, true);
  return inside.flatMap(({ entry: { key, value }, beside }) =>
    entriesOf(value, name === '' ? key : `${name}.${key}`, isSecret, beside),
  );
}

/** A name without `=` says little: it may be the rest of a secret above, read by a parser that ends values at lines. */
function withoutBareNames(root: Node, { format, text }: Document): Node {
  if (format !== 'dotenv' || root.kind !== 'map') return root;
  const entries = root.entries.filter(({ keySpan, span }) => /[=:]/.test(text.slice(keySpan.end, span.end)));
  return { ...root, entries };
}

function textOf({ value }: ScalarNode): string | undefined {
  return value === null ? undefined : String(value);
}

/** Whether the nearest entry above is a secret's, with nothing but lines that nobody could read in between. */
function followsSecret(
  { text, lines }: Document,
  line: number,
  hasEntry: ReadonlySet<number>,
  secretFrom: ReadonlyMap<number, number>,
): boolean {
  for (let above = line - 1; above >= Math.max(0, line - MOST_LINES); above--) {
    if (hasEntry.has(above)) return secretFrom.has(above);
    const content = text.slice(lines.lineStart(above), lines.lineStart(above + 1));
    if (content.trim() === '' || /^\s*#/.test(content)) return false;
  }
  return line > MOST_LINES;
}

/** How much of a line without entry may be shown: it may be a secret's rest, or one whose name was misspelt. */
function visibleLength(content: string, isRest: boolean): number | undefined {
  if (content.trim() === '') return undefined;
  if (/^\s*#/.test(content)) return containsSecret(content) ? 0 : undefined;
  if (isRest) return 0;
  const named = NAMED.exec(content);
  const name = named?.[1] ?? '';
  if (hasSecretName(name)) return named?.[0].length ?? 0;
  return mayHoldSecret(content) ? 0 : undefined;
}

/** Of a line that nobody can read any word may be a name, and what follows it a secret. */
function mayHoldSecret(content: string): boolean {
  const words = content.split(/[^\w.:@/+-]+/);
  return containsSecret(content) || words.some(word => looksSecret('', word) || isSecretWord(word));
}

/** `PASSWORD`, `admin:…`; not `localhost:8080` or `https://…`. */
function isSecretWord(word: string): boolean {
  return word.split(/[:@/+]/).some(hasSecretName) || /^[A-Za-z][\w.-]*:(?!\d+$)[^/\s]/.test(word);
}
