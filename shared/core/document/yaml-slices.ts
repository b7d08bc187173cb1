/**
 * Reads a YAML mapping in slices of some dozens of lines, so that an edit costs one slice, whatever the length of the
 * file. A slice begins with a top-level key at the start of a line. It is only taken when reading it by itself cannot
 * differ from reading it in its place: everything that could reach beyond it (anchors, documents, merge keys, brackets
 * and quotes without end, errors at its end) makes the whole text be read at once.
 */
import {
  type CST,
  isMap,
  isScalar,
  Parser,
  type YAMLError,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml';
import { ownText } from '../text/own-text.ts';
import type { Span } from '../text/text.ts';
import type { Block } from './block.ts';
import type { Comment, Problem } from './document.ts';
import { composeTokens, problemsOf } from './yaml-compose.ts';
import { readRoot } from './yaml-nodes.ts';
import { readPlainMap } from './yaml-plain.ts';
import { scanTokens } from './yaml-tokens.ts';

/** A slice ends at the first top-level key behind this many UTF-16 code units. */
const USUAL_LENGTH = 1000;

export interface Slice extends Block {
  /** Of the mapping that the slice is a part of. */
  readonly mapSpan: Span;
}

/** Where slices of a text begin, which has to begin with one. */
export function sliceStarts(text: string): number[] {
  const starts = [0];
  for (let offset = firstKey(text, 0); offset < text.length; ) {
    offset = firstKey(text, lineAfter(text, Math.max(offset, (starts.at(-1) ?? 0) + USUAL_LENGTH)));
    if (offset < text.length) starts.push(offset);
  }
  return starts;
}

/** The first line at or after the line start `from` that begins with a key. */
function firstKey(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && !beginsKey(text, offset)) offset = lineAfter(text, offset);
  return offset;
}

function lineAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** A letter, digit, underscore or quote: most other characters mean something else at the start of a line. */
export function beginsKey(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x22 ||
    code === 0x27
  );
}

/** Undefined when it cannot be read by itself. `isFirst`: comments and `---` may stand before its first key. */
export function readSlice(piece: string, isFirst: boolean): Slice | undefined {
  const text = ownText(piece);
  if (!isFirst && !beginsKey(text, 0)) return undefined;
  return readPlainSlice(text) ?? readLibrarySlice(text, isFirst);
}

export function readPlainSlice(text: string): Slice | undefined {
  const plain = readPlainMap(text);
  if (!plain) return undefined;
  const { root, comments } = plain;
  return { length: text.length, entries: root.entries, comments, problems: NONE, mapSpan: root.span };
}

const NONE: readonly Problem[] = [];

function readLibrarySlice(text: string, isFirst: boolean): Slice | undefined {
  if (text.includes('<<') || /\r(?!\n)/.test(text)) return undefined;
  const comments: Comment[] = [];
  const scanned = scanTokens(new Parser().parse(text), comments);
  if (scanned.tooDeepAt !== undefined || scanned.hasLinks || !isOneMapping(scanned.tokens, isFirst))
    return undefined;
  const [document, ...others] = composeTokens(scanned.tokens, text);
  if (!document || others.length > 0 || !standsAlone(document, text)) return undefined;
  const problems: Problem[] = [];
  const root = readRoot(document.contents, text, problems);
  if (root?.kind !== 'map') return undefined;
  problems.push(...problemsOf(document, text));
  return { length: text.length, entries: root.entries, comments, problems, mapSpan: root.span };
}

function isOneMapping(tokens: readonly CST.Token[], isFirst: boolean): boolean {
  const [document, ...others] = tokens.filter(({ type }) => !['comment', 'newline', 'space'].includes(type));
  if (document?.type !== 'document' || others.length > 0) return false;
  const isMarked = document.start.some(({ type }) => type === 'doc-start');
  return document.value?.type === 'block-map' && document.value.indent === 0 && (isFirst || !isMarked);
}

function standsAlone({ contents, errors }: YamlDocument.Parsed, text: string): boolean {
  return isMap(contents) && hasPlainKeys(contents) && errors.every(error => isConfined(error, text));
}

/** A mistake within an indented line, with more lines behind it; of other mistakes the lines below may be a part. */
function isConfined({ code, message, pos: [start, end] }: YAMLError, text: string): boolean {
  const isLocal =
    code === 'BAD_DQ_ESCAPE' || (code === 'MISSING_CHAR' && message.startsWith('Implicit map keys'));
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return isLocal && text[lineStart] === ' ' && end < text.trimEnd().length;
}

function hasPlainKeys(map: YAMLMap): boolean {
  return map.items.every(({ key }) => isScalar(key));
}
