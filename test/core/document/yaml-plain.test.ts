// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what configuration files are made of
/** The reader of plain YAML says what the YAML library says of the same text, or nothing at all. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { corpusText, editedFiles } from '../../support/random-edits.ts';
import { agrees, nearlyPlain } from './plain-yaml-text.ts';
import { yamlLines } from './yaml-text.ts';

const PLAIN: readonly (readonly [what: string, text: string])[] = [
  ['a mapping', 'a: 1\nb: text\n'],
  ['nested mappings', 'a:\n  b:\n    c: 1\n  d: 2\ne: 3'],
  ['nothing', 'a:\nb:  \nc: # note\nd:\n  e:\n'],
  ['lists', 'a:\n  - 1\n  - x y\nb:\n- 1\n- c: 2\n  d: 3\n- - x\n'],
  ['comments', '# first\na: 1 # behind\n\n  # between\nb:\n# below\n  c: 2\n# last'],
  ['words and numbers', 'a: true\nb: False\nc: null\nd: ~\ne: 1.50\nf: 007\ng: 1.2.3\nh: 10s\ni: a:b#c\n'],
  ['quotes', 'a: "b # c"\n"d": \'e: f\'\n\'g h\': ""\n'],
  [
    'lists in brackets',
    'a: [dotenv]\nb: [1, "x, y", \'z\' , true]\nc: [ ]\nd: [a b, c,]  # note\ne:\n- [f]\n',
  ],
  ['references', 'a: ${HOST:-x}\nb: http://${A}/${B}\n'],
];

const OTHER: readonly (readonly [what: string, text: string])[] = [
  ['a value over lines', 'a: b\n  c\n'],
  ['a value below its key', 'a:\n  text\n'],
  ['indentation that fits nothing', 'a:\n    b: 1\n  c: 2\n'],
  ['a key that stands twice', 'a: 1\na: 2\n'],
  ['escapes', 'a: "b\\n"\n'],
  ['quotes in quotes', "a: 'it''s'\n"],
  ['text behind quotes', 'a: "b" c\n'],
  ['a comment right behind quotes', 'a: "b"#c\n'],
  ['a key in a value', 'a: b: c\n'],
  ['pairs in brackets', 'a: [b: 1]\n'],
  ['brackets in brackets', 'a: [[1]]\n'],
  ['brackets over lines', 'a: [1,\n  2]\n'],
  ['braces', 'a: {}\n'],
  ['block scalars', 'a: |\n  b\n'],
  ['anchors', 'a: &x 1\n'],
  ['tags', 'a: !!str 1\n'],
  ['merge keys', '<<: 1\n'],
  ['markers', '---\na: 1\n'],
  ['unusual numbers', 'a: 0x1F\n'],
  ['large integers', 'a: 12345678901234567890\n'],
  ['tabs', 'a:\t1\n'],
  ['Windows line breaks', 'a: 1\r\n'],
  ['something else than a mapping', '- a\n'],
  ['nothing at all', ''],
];

describe('the reader of plain YAML', () => {
  for (const [what, text] of PLAIN) it(`reads ${what}`, () => assert.ok(agrees(text)));
  for (const [what, text] of OTHER) it(`leaves ${what} to the library`, () => assert.ok(!agrees(text)));

  it('says what the library says of nearly plain texts, and reads many of them', () => {
    let read = 0;
    const runs = 3000;
    fc.assert(
      fc.property(nearlyPlain(), text => {
        if (agrees(text)) read++;
      }),
      { numRuns: runs },
    );
    assert.ok(read > runs / 20, `read ${read}`);
  });

  it('says what the library says of any text', () => {
    const texts = fc.oneof(yamlLines(), corpusText(editedFiles('yaml'), ''));
    fc.assert(
      fc.property(texts, text => void agrees(text)),
      { numRuns: 1000 },
    );
  });
});
