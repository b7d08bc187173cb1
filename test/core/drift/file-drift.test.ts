/** What is said of a file that is gone, that counts no longer, or that nobody has approved. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareSides } from '../../../shared/core/drift/compare.ts';
import { type FileDrift, fileDriftFinding } from '../../../shared/core/drift/file-drift.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';
import { BASELINE, driftPolicyOf, storedSide, workingSide } from '../../support/drifting.ts';

const V12 = 'v12, approved by Ana and Ben on 2026-05-01';
const FILE = { path: '.env.production', environment: 'production' };

/** `severity code: message`. */
const CASES: readonly (readonly [string, FileDrift['change'], string, string])[] = [
  [
    'is gone with a protected field',
    'missing',
    'VOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__POOL_SIZE=7\n',
    `critical drift/missing-file: .env.production is gone: ${V12}, has it, with 2 fields. Put it back, or request the change.`,
  ],
  [
    'is gone with fields of little weight',
    'missing',
    'VOICEHIVE_REDIS__POOL_SIZE=7\n',
    `info drift/missing-file: .env.production is gone: ${V12}, has it, with 1 field. Put it back, or request the change.`,
  ],
  [
    'has been let go by the manifest',
    'ungoverned',
    'VOICEHIVE_REDIS__POOL_SIZE=7\n',
    `critical drift/missing-file: .env.production is in ${V12}, and no longer counts as a file of production: the manifest says otherwise now. Have the manifest name it again, or request the change.`,
  ],
  [
    'has been added, and makes the environment less secure',
    'added',
    'VOICEHIVE_DATABASE__SSL_MODE=disable\n',
    `critical drift/added-file: .env.production is not in ${V12}: it adds 1 field to production. This makes the configuration less secure. Take it out, or request the change.`,
  ],
];

describe('drift of a file that', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });
  for (const [what, change, text, said] of CASES) {
    it(what, () => {
      const drift = driftPolicyOf(project);
      const [approved, working] =
        change === 'added' ? [[], [workingSide(project, text)]] : [[storedSide(project, text)], []];
      const compared = compareSides(approved, working, { drift });
      const finding = fileDriftFinding({ ...FILE, change }, compared, { drift, baseline: BASELINE });
      assert.equal(`${finding.severity} ${finding.code}: ${finding.message}`, said);
    });
  }
});
