/** Keeps a document up to date edit by edit, and compares it each time with the one that reading the text anew gives. */
import assert from 'node:assert/strict';
import { type ParsedDocument, parseDocument, updateDocument } from '../../../shared/core/document/parse.ts';
import { applyStep, type Step } from '../../support/random-edits.ts';

export function followEdits(
  text: string,
  steps: readonly Step[],
  options: Parameters<typeof parseDocument>[1],
): void {
  let current = text;
  let document = parseDocument(text, options);
  for (const step of steps) {
    const edited = applyStep(current, step);
    current = edited.text;
    document = updateDocument(document, current, step.at % 2 === 0 ? edited.change : undefined);
    assert.deepEqual(said(document), said(parseDocument(current, options)), JSON.stringify(current));
  }
}

/** All that a document says, without how it was read. */
export function said(document: ParsedDocument): unknown {
  const { text, roots, comments, problems, lines } = document;
  const base = { text, roots, comments, problems, lines: startsOf(lines) };
  if (document.format === 'yaml') return base;
  return { ...base, values: [...document.values], refused: document.refused };
}

export function startsOf(lines: ParsedDocument['lines']): number[] {
  return Array.from({ length: lines.lineCount }, (_, line) => lines.lineStart(line));
}
