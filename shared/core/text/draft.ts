/** A text that is changed in several rounds, and the edits that lead from the first to the last in one. */
import { applyEdits, type Span, spanOf, type TextEdit } from './text.ts';

export interface Draft {
  readonly text: string;
  /** `edits` of the draft's text, that do not overlap. */
  apply(edits: readonly TextEdit[]): Draft;
  /** Of the first text; none overlaps another. */
  edits(): TextEdit[];
}

/** A stretch of the first text that is still there, or text that was put in. */
type Piece = { readonly kept: Span } | { readonly put: string };

export function createDraft(text: string): Draft {
  return draftOf(text, text, [{ kept: spanOf(0, text.length) }]);
}

function draftOf(original: string, text: string, pieces: readonly Piece[]): Draft {
  return {
    text,
    apply: edits => draftOf(original, applyEdits(text, edits), applyToPieces(pieces, edits)),
    edits: () => editsOf(pieces, original.length),
  };
}

function applyToPieces(pieces: readonly Piece[], edits: readonly TextEdit[]): Piece[] {
  const result: Piece[] = [];
  const rest = [...pieces].reverse();
  let offset = 0;
  const move = (until: number, into: Piece[]): void => {
    while (offset < until) {
      const piece = rest.pop();
      if (!piece) return;
      const length = lengthOf(piece);
      const taken = Math.min(length, until - offset);
      into.push(cut(piece, 0, taken));
      if (taken < length) rest.push(cut(piece, taken, length));
      offset += taken;
    }
  };
  for (const { span, newText } of edits.toSorted(inOrder)) {
    move(span.start, result);
    move(span.end, []);
    if (newText !== '') result.push({ put: newText });
  }
  return [...result, ...rest.reverse()];
}

function editsOf(pieces: readonly Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  let newText = '';
  const reach = (start: number, next: number): void => {
    if (newText !== '' || start > offset) edits.push({ span: spanOf(offset, start), newText });
    newText = '';
    offset = next;
  };
  for (const piece of pieces) {
    if ('put' in piece) newText += piece.put;
    else if (piece.kept.start === piece.kept.end) continue;
    else reach(piece.kept.start, piece.kept.end);
  }
  reach(length, length);
  return edits;
}

function inOrder(a: TextEdit, b: TextEdit): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

function lengthOf(piece: Piece): number {
  return 'put' in piece ? piece.put.length : piece.kept.end - piece.kept.start;
}

function cut(piece: Piece, from: number, to: number): Piece {
  if ('put' in piece) return { put: piece.put.slice(from, to) };
  return { kept: spanOf(piece.kept.start + from, piece.kept.start + to) };
}
