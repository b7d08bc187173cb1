/** What a formatter would like to change in a dotenv file, before anybody has asked whether it may. */
import type { DotenvDocument } from '../document/dotenv.ts';
import type { Assignment, Statement } from '../document/dotenv-statement.ts';
import { type Span, spanOf, type TextEdit } from '../text/text.ts';

/** In source order, without overlaps, each of them a change. */
export function layoutEdits({ text, statements, starts }: DotenvDocument): TextEdit[] {
  const edits: TextEdit[] = [];
  let blanks: Span | undefined;
  for (const [index, statement] of statements.entries()) {
    const start = starts[index] ?? 0;
    const end = start + statement.length;
    if (statement.kind === 'blank') {
      blanks = spanOf(blanks?.start ?? start, end);
      continue;
    }
    if (blanks) edits.push(...blankLines(blanks, text));
    blanks = undefined;
    edits.push(...lineEdits(statement, start, text));
  }
  if (blanks) edits.push({ span: afterMark(blanks, text), newText: '' });
  const last = blanks?.start ?? text.length;
  if (last > 0 && !/[\r\n]/.test(text[last - 1] ?? '')) edits.push(finalBreak(last, text));
  return edits.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText);
}

/** One empty line is left of several, and none at the start of the file. */
function blankLines(lines: Span, text: string): TextEdit[] {
  const from = afterMark(lines, text);
  if (lines.start === 0) return [{ span: from, newText: '' }];
  const space = /^[^\r\n]*/.exec(text.slice(lines.start, lines.end))?.[0].length ?? 0;
  const stop = lines.start + space;
  const next = text.startsWith('\r\n', stop) ? stop + 2 : stop + 1;
  return [
    { span: spanOf(lines.start, stop), newText: '' },
    { span: spanOf(Math.min(next, lines.end), lines.end), newText: '' },
  ];
}

/** A byte order mark stays. */
function afterMark({ start, end }: Span, text: string): Span {
  return spanOf(text[start] === '\uFEFF' ? start + 1 : start, end);
}

function finalBreak(at: number, text: string): TextEdit {
  return { span: spanOf(at, at), newText: /\r\n|[\r\n]/.exec(text)?.[0] ?? '\n' };
}

function lineEdits(statement: Statement, start: number, text: string): TextEdit[] {
  if (statement.kind === 'garbage') return [];
  const comment = 'comment' in statement && statement.comment;
  const edits = statement.kind === 'assignment' ? separatorEdits(statement, start, text) : [];
  if (comment) edits.push(...commentSpace(start + comment.start, text));
  return [...edits, ...trailingSpace(statement, start, text)];
}

function separatorEdits({ separator, value }: Assignment, start: number, text: string): TextEdit[] {
  if (!text.slice(start + separator.start, start + separator.end).endsWith('=')) return [];
  const { start: sign, end } = spanOf(start + separator.start, start + separator.end);
  const before = /[ \t]*$/.exec(text.slice(start, sign))?.[0].length ?? 0;
  const space = text.slice(end, start + value.span.start);
  const after = /^[ \t]+$/.test(space) && value.span.end > value.span.start ? space.length : 0;
  return [
    { span: spanOf(sign - before, sign), newText: '' },
    { span: spanOf(end, end + after), newText: '' },
  ];
}

/** What comes right behind `#` and is meant: `#!`, `##`, `#----`, `#region`, and an assignment that is switched off. */
const MEANT = /^#(?:$|[\s!#=*~+_-]|(?:end)?region\b|(?:export\s+)?[A-Za-z_][\w.-]*\s*=)/;

function commentSpace(hash: number, text: string): TextEdit[] {
  const line = /^[^\r\n]*/.exec(text.slice(hash, hash + LONGEST_NAME))?.[0] ?? '';
  return MEANT.test(line) ? [] : [{ span: spanOf(hash + 1, hash + 1), newText: ' ' }];
}

/** Characters of a comment that are looked at. */
const LONGEST_NAME = 200;

function trailingSpace(statement: Statement, start: number, text: string): TextEdit[] {
  const line = text.slice(start, start + statement.length).replace(/(?:\r\n|[\r\n])$/, '');
  const floor = contentEnd(statement);
  let stop = line.length;
  while (stop > floor && (line[stop - 1] === ' ' || line[stop - 1] === '\t')) stop--;
  return [{ span: spanOf(start + stop, start + line.length), newText: '' }];
}

/** Where the last thing of a statement that means something begins to end. */
function contentEnd(statement: Statement): number {
  if ('comment' in statement && statement.comment) return statement.comment.start + 1;
  if (statement.kind === 'assignment') return statement.value.span.end;
  return statement.kind === 'bare-name' ? statement.key.span.end : 0;
}
