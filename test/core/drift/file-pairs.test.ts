/** Files of two environments find each other: by their names without the environment's, else as the last of a kind. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareSides } from '../../../shared/core/drift/compare.ts';
import { pairFiles } from '../../../shared/core/drift/file-pairs.ts';
import type { Side } from '../../../shared/core/drift/side.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';
import { driftPolicyOf, fingerprint, workingSide } from '../../support/drifting.ts';

interface Case {
  readonly what: string;
  readonly environments?: readonly [string, string];
  readonly staging: readonly string[];
  readonly production: readonly string[];
  /** `old > new`, in order of the paths. */
  readonly pairs: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'the environment in the name, and in a folder',
    staging: ['.env.staging', 'config/staging.yaml', 'staging/app.yaml'],
    production: ['production/app.yaml', '.env.production', 'config/production.yaml'],
    pairs: [
      '.env.staging > .env.production',
      'config/staging.yaml > config/production.yaml',
      'staging/app.yaml > production/app.yaml',
    ],
  },
  {
    what: 'other spellings of the environment, in any case',
    staging: ['.env.stg', 'config/STAGE.yaml'],
    production: ['.env.prod', 'config/Live.yaml'],
    pairs: ['.env.stg > .env.prod', 'config/STAGE.yaml > config/Live.yaml'],
  },
  {
    what: 'environments of several words, with signs that a pattern takes for its own',
    environments: ['eu-west (1)', 'us.east+2'],
    staging: ['.env.eu-west (1)', 'api.eu-west (1).env'],
    production: ['.env.us.east+2', 'api.us.east+2.env'],
    pairs: ['.env.eu-west (1) > .env.us.east+2', 'api.eu-west (1).env > api.us.east+2.env'],
  },
  {
    what: 'no letters within a word',
    environments: ['test', 'production'],
    staging: ['latest.env', 'test.env'],
    production: ['latest.env', 'production.env'],
    pairs: ['latest.env > latest.env', 'test.env > production.env'],
  },
  {
    what: 'another folder, and the same name',
    staging: ['deploy/a/web.env', 'deploy/a/api.env'],
    production: ['live/web.env', 'live/api.env'],
    pairs: ['deploy/a/api.env > live/api.env', 'deploy/a/web.env > live/web.env'],
  },
  {
    what: 'the last of a kind on either side',
    staging: ['one.env', 'one.yaml'],
    production: ['other.env'],
    pairs: ['one.env > other.env', 'one.yaml > '],
  },
  {
    what: 'several that nothing tells apart are alone',
    staging: ['one.env', 'two.env'],
    production: ['other.env'],
    pairs: ['one.env > ', ' > other.env', 'two.env > '],
  },
  {
    what: 'what is only there',
    staging: ['.env.staging', '.env.staging.local'],
    production: ['.env.production', 'config/production.yaml'],
    pairs: ['.env.staging > .env.production', '.env.staging.local > ', ' > config/production.yaml'],
  },
];

describe('files of two environments', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  const sideAt = (path: string, environment: string, port = 5432): Side => {
    const text = path.endsWith('.env') || path.includes('.env.');
    const written = text ? `VOICEHIVE_DATABASE__PORT=${port}\n` : `database: {port: ${port}}\n`;
    return workingSide(project, written, { path, environment });
  };

  for (const { what, environments = ['staging', 'production'], staging, production, pairs } of CASES) {
    it(`are paired by ${what}`, () => {
      const olds = staging.map(path => sideAt(path, environments[0]));
      const news = production.map(path => sideAt(path, environments[1]));
      const found = pairFiles(olds, news).map(
        ([old, next]) => `${old?.file.path ?? ''} > ${next?.file.path ?? ''}`,
      );
      assert.deepEqual(found.sort(), [...pairs].sort());
    });
  }

  it('are no counterparts that share no field', () => {
    const other = workingSide(project, 'VOICEHIVE_REGION=eu-west-1\n', {
      path: 'b.env',
      environment: 'production',
    });
    assert.equal(pairFiles([sideAt('a.env', 'staging')], [other]).length, 2);
  });

  it('are compared with each other', () => {
    const compared = compareSides(
      [
        sideAt('.env.staging', 'staging'),
        sideAt('a-staging.yaml', 'staging'),
        sideAt('b.staging.env', 'staging'),
      ],
      [sideAt('.env.production', 'production', 5433), sideAt('b.production.env', 'production')],
      { drift: driftPolicyOf(project), by: 'field', fingerprint },
    );
    assert.deepEqual(compared.files, [
      { path: '.env.production', counterpart: '.env.staging', change: 'changed' },
      { path: 'a-staging.yaml', change: 'removed' },
      { path: 'b.production.env', counterpart: 'b.staging.env', change: 'same' },
    ]);
  });
});
