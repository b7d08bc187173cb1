/**
 * Stretches of a text that were read by themselves. What is in one holds no absolute offsets, so that one that an edit
 * above it has only moved is still the same value, and whatever was found out about it still holds.
 */
import { type Span, spanOf } from '../text/text.ts';
import type { Comment, Entry, Node, Problem, Reference } from './document.ts';

/** All spans are relative to the block's own start. */
export interface Block {
  /** UTF-16 code units; the next block begins behind it. */
  readonly length: number;
  /** Of the document's mapping; in source order. */
  readonly entries: readonly Entry[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** A block where it stands. Kept from one document to the next as long as it does not move. */
export interface PlacedBlock {
  readonly block: Block;
  readonly start: number;
  /** With absolute spans, made when first asked for. */
  entries(): readonly Entry[];
}

export function placeBlock(block: Block, start: number): PlacedBlock {
  return new Placed(block, start);
}

/** A class: an edit that makes a text longer or shorter makes one for each block behind it, and few are asked for anything. */
class Placed implements PlacedBlock {
  readonly block: Block;
  readonly start: number;
  #entries: readonly Entry[] | undefined;

  constructor(block: Block, start: number) {
    this.block = block;
    this.start = start;
  }

  entries(): readonly Entry[] {
    const { block, start } = this;
    this.#entries ??= start === 0 ? block.entries : block.entries.map(entry => shiftEntry(entry, start));
    return this.#entries;
  }
}

/** One after the other; those of `previous` that stand where they stood are taken over. */
export function placeBlocks(blocks: readonly Block[], previous: readonly PlacedBlock[]): PlacedBlock[] {
  let start = 0;
  return blocks.map((block, index) => {
    const isKnown = (placed: PlacedBlock): boolean => placed.block === block && placed.start === start;
    const placed = atSamePlace(previous, index, blocks.length, isKnown) ?? placeBlock(block, start);
    start += block.length;
    return placed;
  });
}

/** What an edit has left alone stands at the same place from the start of a list, or from its end. */
export function atSamePlace<T>(
  previous: readonly T[] | undefined,
  index: number,
  length: number,
  isSame: (before: T) => boolean,
): T | undefined {
  if (!previous) return undefined;
  const fromStart = previous[index];
  if (fromStart !== undefined && isSame(fromStart)) return fromStart;
  const fromEnd = previous[index + previous.length - length];
  return fromEnd !== undefined && isSame(fromEnd) ? fromEnd : undefined;
}

export function allComments(blocks: readonly PlacedBlock[]): Comment[] {
  const comments: Comment[] = [];
  for (const { block, start } of blocks)
    for (const { text, span } of block.comments) comments.push({ text, span: shift(span, start) });
  return comments;
}

export function shift(span: Span, by: number): Span {
  return by === 0 ? span : spanOf(span.start + by, span.end + by);
}

export function shiftEntry(entry: Entry, by: number): Entry {
  if (by === 0) return entry;
  const { key, keySpan, value, span } = entry;
  return { key, keySpan: shift(keySpan, by), value: shiftNode(value, by), span: shift(span, by) };
}

export function shiftNode(node: Node, by: number): Node {
  if (by === 0) return node;
  const span = shift(node.span, by);
  if (node.kind === 'list') return { ...node, span, items: node.items.map(item => shiftNode(item, by)) };
  if (node.kind === 'map')
    return { ...node, span, entries: node.entries.map(entry => shiftEntry(entry, by)) };
  const references =
    node.references.length === 0 ? node.references : node.references.map(each => shiftReference(each, by));
  return { ...node, span, references };
}

export function shiftReference(reference: Reference, by: number): Reference {
  return {
    ...reference,
    span: shift(reference.span, by),
    nameSpan: shift(reference.nameSpan, by),
    ...(reference.argument ? { argument: shift(reference.argument, by) } : {}),
  };
}
