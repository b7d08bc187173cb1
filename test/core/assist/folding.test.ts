/** Folds, drawn beside the lines: `{` and `}` around a fold, `(` and `)` around comments, `<` and `>` around regions. */
import assert from 'node:assert/strict';
import { foldingRanges } from '../../../shared/core/assist/folding.ts';
import { parseDocument } from '../../../shared/core/document/parse.ts';

const CASES: readonly (readonly [name: string, format: 'dotenv' | 'yaml', folded: string])[] = [
  ['blocks between empty lines', 'dotenv', '{ # Database\n  A=1\n} B=2\n  \n{ C=3\n} D=4\n  \n  E=5'],
  ['what comments head within a block', 'dotenv', '{ # One\n  A=1\n} B=2\n{ # Two\n} C=3'],
  ['the whole block where each variable has a comment', 'dotenv', '{ # a\n  A=1\n  # b\n} B=2'],
  ['comments alone', 'dotenv', '( # one\n  # two\n) # three\n  \n  A=1'],
  ['values over several lines', 'dotenv', '  A=1\n  \n{ B="x\n  y\n} z"\n  \n  C=1'],
  ['regions', 'dotenv', '< # region one\n  A=1\n  \n  B=2\n> #endregion\n  #endregion\n  \n  # region open'],
  ['mappings and lists', 'yaml', '{ a:\n{   b:\n}     c: 1\n}   d: 2\n{ e:\n}   - 1\n  f: 3\n  # z'],
  ['text over several lines', 'yaml', '{ a: |\n    one\n}   two\n  b: 1'],
  ['lines of an alias are folded where they stand', 'yaml', '{ a: &x\n    b: 1\n}   c: 2\n  d: *x'],
];

describe('folding', () => {
  for (const [name, format, drawn] of CASES) {
    it(name, () => {
      const source = drawn
        .split('\n')
        .map(line => line.replace(/^(?:[{}()<>]+ ?| {2})/, ''))
        .join('\n');
      assert.equal(draw(source, format), drawn);
    });
  }
});

function draw(text: string, format: 'dotenv' | 'yaml'): string {
  const folds = foldingRanges(parseDocument(text, { format, dialect: 'dotenv' }));
  const lines = text.split('\n').map(line => ({ marks: '', line }));
  for (const { startLine, endLine, kind } of folds) {
    const [open, close] = kind === 'comment' ? '()' : kind === 'region' ? '<>' : '{}';
    const [first, last] = [lines[startLine], lines[endLine]];
    assert.ok(first && last && open && close);
    first.marks += open;
    last.marks += close;
  }
  return lines.map(({ marks, line }) => `${marks.padEnd(1)} ${line}`).join('\n');
}
