/** Turns a word that bash would read into a value with its parts, its references and what is wrong with it. */
import { type Span, spanOf } from '../../text/text.ts';
import type { Reference } from '../document.ts';
import { commandIssue } from '../dotenv-parts.ts';
import { issue } from '../dotenv-scan.ts';
import type { Issue, Part, QuoteKind, Value } from '../dotenv-statement.ts';
import type { ParameterPiece, Piece, Word } from './bash-word.ts';

/** `appends`: the value goes behind the one that the variable has. */
export function bashValue(text: string, base: number, start: number, word: Word, appends: boolean) {
  const raw = text.slice(start, word.end);
  const quote = enclosingQuote(raw, word);
  const span = spanOf(start - base, word.end - base);
  const commands = word.pieces.flatMap(findCommands).map(found => moved(found, base));
  const isLiteral = !appends && word.pieces.every(piece => piece.kind === 'text' || piece.kind === 'escape');
  const unread = commands.length > 0;
  const literal = unread ? raw : word.pieces.map(piece => ('text' in piece ? piece.text : '')).join('');
  const value: Value = {
    span,
    content: quote ? spanOf(span.start + 1, span.end - 1) : span,
    ...(quote ? { quote } : {}),
    parts: word.pieces.flatMap(piece => toPart(piece, base)),
    references: word.pieces.flatMap(piece => toReferences(piece, base)),
    template: raw,
    ...(isLiteral || unread ? { literal } : {}),
    ...(unread ? { unread: 'command' as const } : {}),
  };
  return { value, issues: findIssues(word, commands, span) };
}

function findIssues(word: Word, commands: readonly Span[], span: Span): Issue[] {
  const issues = commands.map(command => commandIssue(command, true));
  // What others take for a quote names a program that is not there, and bash stops.
  return word.backtick ? [...issues, issue('syntax/shell-command', span, true)] : issues;
}

function enclosingQuote(raw: string, { pieces }: Word): QuoteKind | undefined {
  const first = pieces[0];
  if (raw.length < 2 || first?.kind !== 'escape') return undefined;
  if (raw[0] === "'" && pieces.length === 1) return "'";
  const inner = pieces.slice(1, -1);
  const isWhole = first.text === '' && inner.every(piece => !isQuoteMark(piece));
  return raw[0] === '"' && raw.endsWith('"') && isWhole ? '"' : undefined;
}

function isQuoteMark(piece: Piece): boolean {
  return piece.kind === 'escape' && piece.text === '' && piece.span.end - piece.span.start === 1;
}

function moved(span: Span, base: number): Span {
  return spanOf(span.start - base, span.end - base);
}

function findCommands(piece: Piece): Span[] {
  if (piece.kind === 'command') return [piece.span];
  return piece.kind === 'parameter' ? (piece.argument ?? []).flatMap(findCommands) : [];
}

function toPart(piece: Piece, base: number): Part[] {
  const span = moved(piece.span, base);
  if (span.start === span.end) return [];
  if (piece.kind === 'parameter') return [{ kind: 'reference', span, reference: toReference(piece, base) }];
  if (piece.kind === 'unsupported' || piece.kind === 'home') return [{ kind: 'text', span }];
  return [{ kind: piece.kind, span }];
}

function toReferences(piece: Piece, base: number): Reference[] {
  if (piece.kind !== 'parameter') return [];
  return [toReference(piece, base), ...(piece.argument ?? []).flatMap(inner => toReferences(inner, base))];
}

function toReference(
  { name, span, nameSpan, operator, argumentSpan }: ParameterPiece,
  base: number,
): Reference {
  const known = operator?.replace('=', '-') as Reference['operator'];
  return {
    name,
    span: moved(span, base),
    nameSpan: moved(nameSpan, base),
    ...(known && argumentSpan ? { operator: known, argument: moved(argumentSpan, base) } : {}),
  };
}
