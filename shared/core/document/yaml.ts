/** Reads YAML 1.2 (core schema, and merge keys) into the one document shape, whatever the text is. */
import { Parser } from 'yaml';
import type { Change } from '../text/change.ts';
import type { LineIndex } from '../text/line-index.ts';
import { type LinedText, linedText } from '../text/lined-text.ts';
import { allComments, type PlacedBlock, placeBlocks } from './block.ts';
import type { Comment, Document, Node, Problem } from './document.ts';
import { composeTokens, problemsOf } from './yaml-compose.ts';
import { readRoot } from './yaml-nodes.ts';
import { inOrder, problem } from './yaml-problems.ts';
import { findRepeats, hasSameKeys, type Repeat, repeatProblem } from './yaml-repeats.ts';
import { beginsKey, readPlainSlice, readSlice, type Slice, sliceStarts } from './yaml-slices.ts';
import { MAX_DEPTH, scanTokens } from './yaml-tokens.ts';

export interface YamlDocument extends Document {
  readonly format: 'yaml';
  /** What the blocks are, where the text could be read in slices; absent where it was read as a whole. */
  readonly slices?: readonly Slice[];
  /** Keys that stand in several slices. */
  readonly repeats: readonly Repeat[];
}

/**
 * Never throws, in time linear in the text. What cannot be read is a problem beside what can:
 * - nesting deeper than MAX_DEPTH: the whole text is left unread;
 * - aliases that would expand to very many nodes, or that contain themselves: the alias reads as null;
 * - integers that other readers would round: read as the text they are.
 */
export function parseYaml(text: string | LinedText): YamlDocument {
  const whole = text.toString();
  const source = typeof text === 'string' ? linedText(text) : text;
  const starts = sliceStarts(whole);
  const slices = starts.length > 1 ? readSlices(whole, starts, true) : readOnlySlice(whole);
  return slices ? new SlicedYaml({ source, slices }) : parseYamlWhole(source);
}

/** The document of the changed text, the same as parsing that anew. Reads only the slices that the change touches. */
export function updateYaml(previous: YamlDocument, source: LinedText, change: Change): YamlDocument {
  const slices = previous.slices && updateSlices(previous.blocks, previous.slices, source, change);
  if (!slices || !previous.slices) return parseYaml(source);
  return new SlicedYaml({
    source,
    slices,
    blocks: previous.blocks,
    ...(hasSameKeys(previous.slices, slices) && { repeats: previous.repeats }),
  });
}

/** `isFirst`: the text begins where the file does. */
function readSlices(text: string, starts: readonly number[], isFirst: boolean): Slice[] | undefined {
  const slices: Slice[] = [];
  for (const [index, start] of starts.entries()) {
    const slice = readSlice(text.slice(start, starts[index + 1]), isFirst && index === 0);
    if (!slice) return undefined;
    slices.push(slice);
  }
  return slices;
}

/** Slices are of no use to a text of one; that it can be read in the plain way is. */
function readOnlySlice(text: string): Slice[] | undefined {
  const slice = readPlainSlice(text);
  return slice && [slice];
}

function updateSlices(
  blocks: readonly PlacedBlock[],
  slices: readonly Slice[],
  text: LinedText,
  { start, oldEnd, newEnd }: Change,
): Slice[] | undefined {
  let first = blocks.findLastIndex(block => block.start <= start);
  const last = blocks.findLastIndex(block => block.start <= oldEnd);
  const at = (index: number): number => blocks[index]?.start ?? 0;
  while (first > 0 && !beginsKey(text.slice(at(first), at(first) + 1), 0)) first--;
  const end = at(last) + (slices[last]?.length ?? 0) + newEnd - oldEnd;
  const stretch = text.slice(at(first), end);
  const fresh = readSlices(stretch, sliceStarts(stretch), first === 0);
  return fresh && [...slices.slice(0, first), ...fresh, ...slices.slice(last + 1)];
}

interface Making {
  readonly source: LinedText;
  readonly slices: readonly Slice[];
  /** Of the document before the change, to keep what is the same. */
  readonly blocks?: readonly PlacedBlock[];
  /** What is known already. */
  readonly repeats?: readonly Repeat[];
}

/** A class, so that what is made on demand stands once in its prototype: engines are slow where each object has getters of its own. */
class SlicedYaml implements YamlDocument {
  readonly format = 'yaml';
  readonly source: LinedText;
  readonly slices: readonly Slice[];
  readonly blocks: readonly PlacedBlock[];
  readonly repeats: readonly Repeat[];
  readonly problems: readonly Problem[];
  #roots: readonly Node[] | undefined;

  constructor({ source, slices, blocks = [], repeats = findRepeats(slices) }: Making) {
    this.source = source;
    this.slices = slices;
    this.blocks = placeBlocks(slices, blocks);
    this.repeats = repeats;
    this.problems = problemsOfSlices(this.blocks, repeats);
  }

  get text(): string {
    return this.source.toString();
  }

  get lines(): LineIndex {
    return this.source.lines;
  }

  get roots(): readonly Node[] {
    this.#roots ??= [rootOf(this.slices, this.blocks)];
    return this.#roots;
  }

  get comments(): readonly Comment[] {
    return allComments(this.blocks);
  }
}

function rootOf(slices: readonly Slice[], blocks: readonly PlacedBlock[]): Node {
  const start = slices[0]?.mapSpan.start ?? 0;
  const end = (blocks.at(-1)?.start ?? 0) + (slices.at(-1)?.mapSpan.end ?? 0);
  return { kind: 'map', span: { start, end }, entries: blocks.flatMap(block => block.entries()) };
}

function problemsOfSlices(blocks: readonly PlacedBlock[], repeats: readonly Repeat[]): readonly Problem[] {
  const problems = repeats.map(repeat => repeatProblem(repeat, blocks));
  for (const { block, start } of blocks) {
    for (const { span, ...rest } of block.problems) {
      problems.push({ ...rest, span: { start: span.start + start, end: span.end + start } });
    }
  }
  return inOrder(problems);
}

/** The same without slices, as whatever they cannot hold is read. */
export function parseYamlWhole(source: LinedText): YamlDocument {
  const text = source.toString();
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const roots: Node[] = [];
  const { tokens, tooDeepAt } = scanTokens(new Parser().parse(text), comments);
  if (tooDeepAt === undefined) {
    for (const document of composeTokens(tokens, text)) {
      const root = readRoot(document.contents, text, problems);
      if (root) roots.push(root);
      problems.push(...problemsOf(document, text));
    }
  } else {
    problems.push(tooDeep(tooDeepAt, text));
  }
  const ordered = inOrder(problems);
  const [root] = roots;
  const entries = roots.length === 1 && root?.kind === 'map' ? root.entries : undefined;
  const blocks = entries
    ? placeBlocks([{ length: text.length, entries, comments, problems: ordered }], [])
    : [];
  return {
    format: 'yaml',
    source,
    get text() {
      return source.toString();
    },
    get lines() {
      return source.lines;
    },
    roots,
    comments,
    problems: ordered,
    blocks,
    repeats: [],
  };
}

function tooDeep(offset: number, text: string): Problem {
  return problem(
    'too-deep',
    'error',
    { start: Math.min(offset, text.length), end: Math.min(offset + 1, text.length) },
    `The nesting here is deeper than ${MAX_DEPTH} levels, so the file was not read. Flatten it.`,
  );
}
