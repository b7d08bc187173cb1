/** Takes out a waiver that waives nothing: one that has ended, or that is not needed. */
import { spanOf } from '../../text/text.ts';
import { endOfLine } from '../../validation/lines.ts';
import { type Fixer, idOf } from '../fix.ts';
import { wholeLine } from '../remove-entry.ts';

export const needlessWaiver: Fixer = (finding, { checked: { document } }) => {
  if (!/^waiver\/(?:unused|expired|unknown-rule)$/.test(finding.code)) return [];
  const { text } = document;
  const { start } = finding.span;
  if (text[start] !== '#') return [];
  const title = 'Remove this waiver';
  const edits = () => [{ span: lineOf(text, start), newText: '' }];
  return [{ id: idOf('needless-waiver', finding), title, removes: true, isSafe: false, edits }];
};

/** The whole line, or the comment with the blanks before it where it stands behind a value. */
function lineOf(text: string, hash: number) {
  const line = wholeLine(text, hash);
  const before = text.slice(line.start, hash);
  if (before.trim() === '') return line;
  return spanOf(line.start + before.trimEnd().length, endOfLine(text, hash));
}
