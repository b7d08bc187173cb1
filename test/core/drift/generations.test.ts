/** Fingerprints of two generations of the key say nothing of each other: what cannot be told is neither same nor changed. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareSides } from '../../../shared/core/drift/compare.ts';
import { maskedText } from '../../../shared/core/drift/masked-text.ts';
import { samePlaces } from '../../../shared/core/drift/same-places.ts';
import { readWorking, type Side } from '../../../shared/core/drift/side.ts';
import { keyedFingerprint } from '../../../shared/core/ledger/fingerprint.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { checkWith, profileNamed, projectOf } from '../../support/checking.ts';
import { driftPolicyOf, saidOf, storedAgain } from '../../support/drifting.ts';

const first = keyedFingerprint(new Uint8Array(32).fill(1), 1);
const second = keyedFingerprint(new Uint8Array(32).fill(2), 2);
const SAME = 'VOICEHIVE_REDIS__PASSWORD=invented-one\nVOICEHIVE_ENVIRONMENT=staging\n';
const OTHER = 'VOICEHIVE_REDIS__PASSWORD=invented-two\nVOICEHIVE_ENVIRONMENT=production\n';

let project: Project;
before(async () => {
  project = await projectOf(profileNamed('voicehive'));
});

function sideBy(fingerprint: typeof first, text: string): Side {
  const [working] = readWorking([checkWith(project, text)], fingerprint);
  assert.ok(working);
  return working.side;
}

function said(before: Side, after: Side, fingerprint = second): string[] {
  return saidOf(compareSides([before], [after], { drift: driftPolicyOf(project), fingerprint }));
}

describe('two generations of the key of fingerprints', () => {
  it('cannot tell whether a secret has changed, and tell everything else', () => {
    const old = storedAgain(sideBy(first, SAME));
    assert.deepEqual(said(old, sideBy(second, SAME)), ['? redis.password']);
    assert.deepEqual(said(old, sideBy(second, OTHER)), [
      '~ environment "staging" → "production"',
      '? redis.password',
    ]);
    assert.deepEqual(said(old, sideBy(second, 'VOICEHIVE_ENVIRONMENT=staging\n')), [
      '- redis.password •••• secret',
    ]);
  });

  it('can, once the values are at hand and named anew', () => {
    assert.deepEqual(said(sideBy(second, SAME), sideBy(second, SAME)), []);
    assert.deepEqual(said(sideBy(second, SAME), sideBy(second, OTHER)).length, 2);
  });

  it('find no place with the same secret, and say so in a text', () => {
    const [old, current] = [storedAgain(sideBy(first, SAME)), sideBy(second, SAME)];
    assert.deepEqual(samePlaces(old, current), [null]);
    assert.match(maskedText(current, old), /cannot be compared/);
    const [file] = compareSides([old], [current], { drift: driftPolicyOf(project) }).files;
    assert.equal(file?.change, 'unknown');
  });
});
