/** A ledger is written into a manifest without touching what else stands in it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseManifest } from '../../../shared/core/profile/parse-manifest.ts';
import { pinLedger } from '../../../shared/core/profile/pin-ledger.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';

const PIN = { id: '0b54c2f4-6f6e-4a0e-9d4f-3c1c0a5b7d11', genesis: `sha256:${'ab'.repeat(32)}` };
const OTHER = '11111111-2222-4333-8444-555555555555';

describe('pinning a ledger in a manifest', () => {
  const cases: readonly (readonly [what: string, before: string, kept: string])[] = [
    [
      'with comments and no ledger',
      '# ours\nextends: voicehive # theirs\n',
      '# ours\nextends: voicehive # theirs\n',
    ],
    ['without a line break at its end', 'extends: voicehive', 'extends: voicehive\n'],
    ['that is empty', '', ''],
    ['with an empty ledger', 'ledger: # soon\nextends: voicehive\n', '\nextends: voicehive\n'],
    ['with a remote', 'ledger:\n  # where\n  remote: origin\n', '  remote: origin\n'],
    ['with another ledger', `ledger:\n  id: ${OTHER} # old\n  ref: refs/x\n`, ' # old\n'],
    ['in braces', 'ledger: {remote: origin}\n', 'remote: origin}\n'],
    ['in braces as a whole', '{files: [".env.{environment}"]}\n', 'files: [".env.{environment}"]}\n'],
    ['in braces over lines', '# ours\n{\n  extends: voicehive,\n}\n', '\n  extends: voicehive,\n}\n'],
    ['in empty braces', '--- {} # nothing yet\n', '} # nothing yet\n'],
    ['that ends with dots', 'extends: voicehive\n...\n', '\n...\n'],
    ['that ends with dots and a comment', '---\nextends: voicehive\n... # the end', '\n... # the end'],
    ['that ends with dots and Windows line breaks', 'extends: voicehive\r\n...\r\n', '\r\n...\r\n'],
    [
      'that has dots within a text',
      'waivers:\n  - {rule: A, until: 2027-01-31, reason: "a\n    ... b"}\n',
      '... b"}\n',
    ],
    ['whose keys are indented', '  extends: voicehive\n', '\n  ledger:\n    id: '],
    ['with a ledger of ~', 'ledger: ~ # soon\nextends: voicehive\n', ' # soon\nextends: voicehive\n'],
    ['with a ledger of ~, in braces', '{ledger: null, extends: voicehive}\n', ', extends: voicehive}\n'],
    ['with an empty ledger, in braces', '{ledger: , extends: voicehive}\n', ', extends: voicehive}\n'],
    ['with Windows line breaks', 'extends: voicehive\r\n', 'extends: voicehive\r\n'],
  ];
  for (const [what, before, kept] of cases) {
    it(`works in a manifest ${what}`, () => {
      const edits = pinLedger(before, PIN);
      assert.ok(edits);
      const after = applyEdits(before, edits);
      const { value, problems } = parseManifest(after, 'secure-config.yaml');
      assert.deepEqual(
        { id: value.manifest.ledger?.id, genesis: value.manifest.ledger?.genesis },
        PIN,
        after,
      );
      assert.deepEqual(problems, []);
      assert.ok(after.includes(kept), after);
      assert.ok(!/[^\r]\n/.test(after) || !before.includes('\r'), after);
    });
  }

  it('leaves a manifest alone that it does not understand', () => {
    for (const text of ['- a list', 'ledger: [1]', 'ledger: yes', 'a: {', 'a: 1\n---\nb: 2\n'])
      assert.equal(pinLedger(text, PIN), undefined);
  });
});
