/** Reads YAML scalars to values that JSON has too, and says so where that would change what stands there. */
import { isScalar, type Scalar as LibraryScalar } from 'yaml';
import type { Span } from '../text/text.ts';
import type { Problem, Reference, Scalar, ScalarNode } from './document.ts';
import { findReferences } from './dotenv-references.ts';
import { problem } from './yaml-problems.ts';

const NONE: readonly Reference[] = [];

/** `at`: where an absent value would stand. Appends to `problems`. */
export function readScalar(source: unknown, at: number, text: string, problems: Problem[]): ScalarNode {
  if (!isScalar(source)) return nullAt(at);
  const span = scalarSpan(source, at, text);
  const value = jsonScalar(source, span, text, problems);
  const references = bracedReferences(text, span);
  return { kind: 'scalar', span, value, origin: 'typed', references };
}

/** Nothing, where a value would stand. */
export function nullAt(at: number): ScalarNode {
  return { kind: 'scalar', span: { start: at, end: at }, value: null, origin: 'typed', references: NONE };
}

/** The key as it stands, unquoted; undefined for a list or mapping. An absent key is the empty text. */
export function keyText(key: unknown, text: string): string | undefined {
  if (key === null || key === undefined) return '';
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.source ?? text.slice(key.range?.[0], key.range?.[1]);
}

/** `${NAME}` and its kind, which programs and Compose replace. `$NAME` is left alone, and `$${` is an escape. */
export function bracedReferences(text: string, { start, end }: Span): readonly Reference[] {
  if (!text.slice(start, end).includes('${')) return NONE;
  const found = findReferences(text, start, end, 0);
  return found.filter(({ span }) => text[span.start + 1] === '{' && text[span.start - 1] !== '$');
}

function scalarSpan(source: LibraryScalar, at: number, text: string): Span {
  const [start, end] = source.range ?? [at, at, at];
  let last = Math.min(end, text.length);
  const isBlock = source.type === 'BLOCK_FOLDED' || source.type === 'BLOCK_LITERAL';
  while (isBlock && last > start && /[\r\n]/.test(text[last - 1] ?? '')) last--;
  return { start: Math.min(start, text.length), end: Math.max(Math.min(start, text.length), last) };
}

function jsonScalar(source: LibraryScalar, span: Span, text: string, problems: Problem[]): Scalar {
  const { value } = source;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  const written = source.source ?? text.slice(span.start, span.end);
  if (typeof value !== 'number') return written;
  if (!Number.isFinite(value)) {
    problems.push(
      problem(
        'not-finite',
        'warning',
        span,
        'Infinity and not-a-number have no form in JSON, so this is read as text. Write a finite number, or put it in quotes.',
      ),
    );
    return written;
  }
  if (
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    !/[.eE]/.test(written.replace(/^[-+]?0x/, ''))
  ) {
    problems.push(
      problem(
        'integer-precision',
        'warning',
        span,
        'This integer is beyond 2^53, so many readers round it; it is read as text here. Put it in quotes.',
      ),
    );
    return written;
  }
  return value;
}
