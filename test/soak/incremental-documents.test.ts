/** A hundred thousand edits of files with every construct: a document that keeps up is the one that is read anew. */
import fc from 'fast-check';
import { DIALECTS } from '../../shared/core/document/dialect.ts';
import { PIECES as DOTENV_PIECES } from '../core/document/dotenv-text.ts';
import { followEdits } from '../core/document/follow-edits.ts';
import { PIECES as YAML_PIECES } from '../core/document/yaml-text.ts';
import { corpusPieces, corpusText, editedFiles, editSteps } from '../support/random-edits.ts';

const EDITS = Number(process.env.SOAK_EDITS ?? 100_000);
/** Of one run; half of them on average. */
const MOST_EDITS = 40;
const RUNS = (share: number): number => Math.ceil((EDITS * share) / (MOST_EDITS / 2));

describe(`incremental documents: ${EDITS} edits`, () => {
  it('yaml', () => {
    const files = editedFiles('yaml');
    const filler = `filler:\n  text: ${'word '.repeat(210)}# note\n`;
    const steps = editSteps([...YAML_PIECES, ...corpusPieces(files)], MOST_EDITS);
    fc.assert(
      fc.property(corpusText(files, filler), steps, (text, edits) =>
        followEdits(text, edits, { format: 'yaml', dialect: 'dotenv' }),
      ),
      { numRuns: RUNS(0.55) },
    );
  });

  for (const dialect of DIALECTS) {
    it(dialect, () => {
      const files = editedFiles('dotenv');
      const steps = editSteps([...DOTENV_PIECES, ...corpusPieces(files)], MOST_EDITS);
      fc.assert(
        fc.property(corpusText(files, 'FILLER_NAME=value # note\n'.repeat(90)), steps, (text, edits) =>
          followEdits(text, edits, { format: 'dotenv', dialect }),
        ),
        { numRuns: RUNS(0.05) },
      );
    });
  }
});
