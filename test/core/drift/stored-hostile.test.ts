/** Whatever a file looks like: out of the ledger it says the same as it did at hand, in every dialect, if it could be kept at all. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { DIALECTS } from '../../../shared/core/document/dialect.ts';
import { maskedText } from '../../../shared/core/drift/masked-text.ts';
import { EMPTY_PROFILE } from '../../../shared/core/profile/merge.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { capture } from '../../../shared/core/workflow/capture.ts';
import { type CheckOptions, NOW, projectOf } from '../../support/checking.ts';
import { compareFiles, fingerprint, saidOf, storedAgain, workingSide } from '../../support/drifting.ts';
import { PIECES as DOTENV } from '../document/dotenv-text.ts';
import { PIECES as YAML } from '../document/yaml-text.ts';

/** Stands in values only, and in whole: whether it is still a secret is up to the check. */
const SECRET = 'Zq7invented';

describe('files out of a ledger', () => {
  let open: Project;
  before(async () => {
    open = await projectOf({ ...EMPTY_PROFILE, name: 'open' });
  });

  for (const dialect of DIALECTS) {
    it(`say the same in ${dialect}`, () => {
      const pieces = fc.constantFrom(...DOTENV, SECRET, 'PASSWORD=', '\nTOKEN=', '\nAPI_KEY="', "\nSECRET='");
      holds(pieces, { path: '.env', dialects: [dialect] });
    });
  }

  it('say the same in YAML', () => {
    const pieces = fc.constantFrom(
      ...YAML,
      SECRET,
      'password: ',
      '\ntoken: ',
      '\n  secret: "',
      '\napi_key: |\n  ',
    );
    holds(pieces, { path: 'c.yaml' });
  });

  function holds(pieces: fc.Arbitrary<string>, options: CheckOptions): void {
    let kept = 0;
    const texts = fc.array(pieces, { maxLength: 30 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(texts, text => {
        const working = workingSide(open, text, options);
        const { ok } = capture({ files: [working.checked], fingerprint, now: NOW });
        if (!ok) return;
        kept++;
        const stored = storedAgain(working);
        assert.deepEqual(saidOf(compareFiles(stored, working, open)), []);
        assert.equal(maskedText(stored), maskedText(working));
      }),
      { numRuns: 500 },
    );
    assert.ok(kept > 20, `only ${kept} could be kept`);
  }
});
