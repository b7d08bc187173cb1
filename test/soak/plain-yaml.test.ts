/** Very many texts: the reader of plain YAML says what the YAML library says, or nothing. */
import fc from 'fast-check';
import { agrees, nearlyPlain } from '../core/document/plain-yaml-text.ts';
import { yamlLines } from '../core/document/yaml-text.ts';
import { corpusText, editedFiles } from '../support/random-edits.ts';

describe('the reader of plain YAML', () => {
  it('says what the library says of a million nearly plain texts', () => {
    fc.assert(
      fc.property(nearlyPlain(), text => void agrees(text)),
      { numRuns: 1_000_000 },
    );
  });

  it('says what the library says of a million texts', () => {
    const texts = fc.oneof(yamlLines(), corpusText(editedFiles('yaml'), ''));
    fc.assert(
      fc.property(texts, text => void agrees(text)),
      { numRuns: 1_000_000 },
    );
  });
});
