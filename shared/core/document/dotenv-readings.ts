/** The blocks of a dotenv file: most are known from their own statements, some only from all that stands before them. */
import { atSamePlace, type Block, type PlacedBlock } from './block.ts';
import type { DialectReader } from './dialect-reader.ts';
import type { Chunk } from './dotenv-chunks.ts';
import { blockOf, type Resolved } from './dotenv-nodes.ts';
import type { Readings } from './dotenv-values.ts';

/** `readings`: absent where every statement is read as it stands. `previous`: reused where nothing has changed. */
export function blocksOf(
  chunks: readonly Chunk[],
  reader: DialectReader,
  readings: Readings | undefined,
  previous: readonly PlacedBlock[],
): Block[] {
  let first = 0;
  return chunks.map((chunk, index) => {
    const from = first;
    first += chunk.statements.length;
    if (chunk.literal && !readings) return chunk.literal;
    const resolved = resolvedFrom(readings, from, chunk);
    const isKnown = ({ block }: PlacedBlock): boolean =>
      isResolved(block) && block.chunk === chunk && isSame(block.resolved, resolved);
    const known = atSamePlace(previous, index, chunks.length, isKnown);
    return known?.block ?? resolvedBlock(chunk, reader, resolved);
  });
}

interface ResolvedBlock extends Block {
  readonly chunk: Chunk;
  readonly resolved: readonly Resolved[];
}

function resolvedBlock(chunk: Chunk, reader: DialectReader, resolved: readonly Resolved[]): ResolvedBlock {
  const block = blockOf(chunk, reader, index => resolved[index] ?? UNREAD);
  return Object.assign(block, { chunk, resolved });
}

const UNREAD: Resolved = { reading: undefined, issues: [] };

function resolvedFrom(readings: Readings | undefined, first: number, { statements }: Chunk): Resolved[] {
  return statements.map((_, index) => ({
    reading: readings?.readings[first + index],
    issues: readings?.issues.get(first + index) ?? [],
  }));
}

function isResolved(block: Block): block is ResolvedBlock {
  return 'chunk' in block;
}

function isSame(before: readonly Resolved[], after: readonly Resolved[]): boolean {
  return before.every(({ reading, issues }, index) => {
    const other = after[index];
    return (
      reading?.value === other?.reading?.value &&
      reading?.unread === other?.reading?.unread &&
      issues.length === other?.issues.length &&
      issues.every((issue, at) => isSameIssue(issue, other.issues[at]))
    );
  });
}

function isSameIssue(
  before: Resolved['issues'][number],
  after: Resolved['issues'][number] | undefined,
): boolean {
  return (
    before.code === after?.code &&
    before.refuses === after.refuses &&
    before.span.start === after.span.start &&
    before.span.end === after.span.end
  );
}
