/** What holds for every text and every dialect, valid or not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DIALECTS } from '../../../shared/core/document/dialect.ts';
import { type DotenvDocument, parseDotenv, updateDotenv } from '../../../shared/core/document/dotenv.ts';
import type { Statement } from '../../../shared/core/document/dotenv-statement.ts';
import { applyEdits, type Span } from '../../../shared/core/text/text.ts';
import { dotenvText, editOf } from './dotenv-text.ts';

const RUNS = { numRuns: 400 };

describe('dotenv: any text', () => {
  for (const dialect of DIALECTS) {
    it(`${dialect}: statements tile the text, and every span lies in its statement`, () => {
      fc.assert(
        fc.property(dotenvText(), text => checkTiling(parseDotenv(text, { dialect }))),
        RUNS,
      );
    });

    it(`${dialect}: the tree, comments and problems lie in the text`, () => {
      fc.assert(
        fc.property(dotenvText(), text => checkSpans(parseDotenv(text, { dialect }))),
        RUNS,
      );
    });

    it(`${dialect}: an edit gives what parsing anew gives`, () => {
      const edited = dotenvText().chain(text => fc.tuple(fc.constant(text), editOf(text)));
      fc.assert(
        fc.property(edited, ([text, edit]) => {
          const { start, end: oldEnd } = edit.span;
          const changed = applyEdits(text, [edit]);
          const change = { start, oldEnd, newEnd: start + edit.newText.length };
          const before = parseDotenv(text, { dialect });
          const updated = updateDotenv(before, before.source.replace(change, edit.newText), change);
          assert.deepEqual(plain(updated), plain(parseDotenv(changed, { dialect })));
        }),
        { numRuns: 1000 },
      );
    });
  }
});

/** Everything a document says, without how it was found. */
function plain({ text, starts, statements, values, roots, comments, problems, refused }: DotenvDocument) {
  const shapes = statements.map(({ reach: _, ...statement }) => statement);
  return { text, starts, shapes, values: [...values], roots, comments, problems, refused };
}

function checkTiling({ text, statements, starts }: DotenvDocument): void {
  let offset = 0;
  for (const [index, statement] of statements.entries()) {
    assert.equal(starts[index], offset);
    assert.ok(statement.length > 0);
    assert.ok(statement.reach >= statement.length);
    for (const span of spansOf(statement)) checkInside(span, { start: 0, end: statement.length });
    offset += statement.length;
  }
  assert.equal(offset, text.length);
}

function spansOf(statement: Statement): Span[] {
  const spans = statement.issues.map(issue => issue.span);
  if ('comment' in statement && statement.comment) spans.push(statement.comment);
  if ('key' in statement) spans.push(statement.key.span);
  if (statement.kind === 'garbage') spans.push(statement.content);
  if (statement.kind !== 'assignment') return spans;
  const { value, separator } = statement;
  checkInside(value.content, value.span);
  checkParts(value.parts, value.content);
  for (const reference of value.references) checkInside(reference.nameSpan, reference.span);
  return [...spans, separator, value.span, ...value.references.map(reference => reference.span)];
}

function checkParts(parts: readonly { readonly span: Span }[], content: Span): void {
  let offset = parts[0]?.span.start ?? content.start;
  for (const { span } of parts) {
    assert.equal(span.start, offset);
    assert.ok(span.end > span.start);
    offset = span.end;
  }
}

function checkInside(span: Span, whole: Span): void {
  assert.ok(
    span.start >= whole.start && span.start <= span.end && span.end <= whole.end,
    JSON.stringify({ span, whole }),
  );
}

function checkSpans(document: DotenvDocument): void {
  const whole = { start: 0, end: document.text.length };
  const root = document.roots[0];
  assert.equal(document.roots.length, 1);
  assert.ok(root?.kind === 'map');
  for (const { key, keySpan, value, span } of root.entries) {
    for (const part of [keySpan, value.span, span]) checkInside(part, whole);
    checkInside(keySpan, span);
    checkInside(value.span, span);
    const written = document.text.slice(keySpan.start, keySpan.end);
    assert.equal(written.replace(/[\r\n]/g, '').trim(), key.replace(/[\r\n]/g, '').trim());
  }
  for (const { span } of [...document.comments, ...document.problems]) checkInside(span, whole);
  if (document.refused) {
    assert.equal(document.values.size, 0);
    assert.ok(document.problems.some(problem => problem.severity === 'error'));
  }
}
