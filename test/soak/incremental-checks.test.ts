/** Many edits of files with every construct: a check that takes over what has not changed says what a new one says. */
import fc from 'fast-check';
import { EDITED_PROFILE, followChecks } from '../core/validation/follow-checks.ts';
import { NOW, projectOf } from '../support/checking.ts';
import { corpusPieces, corpusText, editedFiles, editSteps } from '../support/random-edits.ts';

const EDITS = Number(process.env.SOAK_EDITS ?? 100_000) / 5;
/** Of one run; half of them on average. */
const MOST_EDITS = 40;
const RUNS = (share: number): number => Math.ceil((EDITS * share) / (MOST_EDITS / 2));

describe(`incremental checks: ${EDITS} edits`, () => {
  it('yaml', async () => {
    const project = await projectOf(EDITED_PROFILE);
    const files = editedFiles('yaml');
    const filler = `filler:\n  text: ${'word '.repeat(210)}# note\n`;
    fc.assert(
      fc.property(corpusText(files, filler), editSteps(corpusPieces(files), MOST_EDITS), (text, edits) =>
        followChecks(text, edits, {
          path: 'config.yaml',
          governance: { project, dialects: ['dotenv'] },
          now: NOW,
        }),
      ),
      { numRuns: RUNS(0.5) },
    );
  });

  for (const dialects of [
    ['dotenv'],
    ['dotenv-expand'],
    ['compose', 'node', 'systemd'],
    ['bash', 'python-dotenv'],
  ] as const) {
    it(dialects.join(' and '), async () => {
      const project = await projectOf(EDITED_PROFILE);
      const files = editedFiles('dotenv');
      const filler = 'OTHER_NAME_OF_IT=value\n'.repeat(90);
      fc.assert(
        fc.property(corpusText(files, filler), editSteps(corpusPieces(files), MOST_EDITS), (text, edits) =>
          followChecks(text, edits, { path: '.env', governance: { project, dialects }, now: NOW }),
        ),
        { numRuns: RUNS(0.125) },
      );
    });
  }
});
