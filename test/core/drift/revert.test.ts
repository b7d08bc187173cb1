/** A field is taken back to what was approved, and nothing else is touched. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { revertEdits } from '../../../shared/core/drift/revert.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type CheckOptions, profileNamed, projectOf } from '../../support/checking.ts';
import { type DriftCase, driftOf } from '../../support/drifting.ts';
import { dotenvTexts, yamlTexts } from './drifting-texts.ts';

interface Case extends CheckOptions {
  readonly what: string;
  readonly approved: string;
  readonly text: string;
  /** Once the first difference is reverted. */
  readonly reverted: string;
}

const CASES: readonly Case[] = [
  {
    what: 'a value, in the quotes in which it was approved; the comment stays',
    approved: 'VOICEHIVE_REGION="eu-west-1"\n',
    text: '\uFEFF# mine\r\nexport VOICEHIVE_REGION=eu-north-1   # why\r\n',
    reverted: '\uFEFF# mine\r\nexport VOICEHIVE_REGION="eu-west-1"   # why\r\n',
  },
  {
    what: 'a secret',
    approved: "VOICEHIVE_REDIS__PASSWORD='invented $one'\nVOICEHIVE_REGION=eu-west-1\n",
    text: 'VOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__PASSWORD=invented-two # x\n',
    reverted: "VOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__PASSWORD='invented $one' # x\n",
  },
  {
    what: 'a value that was emptied',
    approved: 'VOICEHIVE_SERVICE_NAME=a b\n',
    text: 'VOICEHIVE_SERVICE_NAME=\n',
    reverted: 'VOICEHIVE_SERVICE_NAME=a b\n',
  },
  {
    what: 'a value that is to be empty',
    approved: 'VOICEHIVE_REDIS__PASSWORD=\n',
    text: 'VOICEHIVE_REDIS__PASSWORD=invented-one\n',
    reverted: 'VOICEHIVE_REDIS__PASSWORD=\n',
  },
  {
    what: 'a line that is new',
    approved: 'VOICEHIVE_REGION=eu-west-1\n',
    text: '# a\nVOICEHIVE_REDIS__DB=1 # b\n# c\nVOICEHIVE_REGION=eu-west-1\n',
    reverted: '# a\n# c\nVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    what: 'a line that is new, and the one that it overrides',
    approved: 'VOICEHIVE_REGION=eu-west-1\n',
    text: 'VOICEHIVE_REDIS__DB=1\nVOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__DB=2\n',
    reverted: 'VOICEHIVE_REGION=eu-west-1\n',
  },
  {
    what: 'a line that is gone, behind the one that it stood behind',
    approved: 'A=1\r\nexport VOICEHIVE_REDIS__DB="1"\r\nVOICEHIVE_REGION=eu-west-1\r\n',
    text: 'VOICEHIVE_REGION=eu-west-1\r\nA=1 # here\r\n',
    reverted: 'VOICEHIVE_REGION=eu-west-1\r\nA=1 # here\r\nexport VOICEHIVE_REDIS__DB="1"\r\n',
  },
  {
    what: 'a first line that is gone, behind the byte order mark',
    approved: '\uFEFFVOICEHIVE_REDIS__DB=1\nVOICEHIVE_REGION=eu-west-1\n',
    text: '\uFEFFVOICEHIVE_REGION=eu-west-1\n',
    reverted: '\uFEFFVOICEHIVE_REDIS__DB=1\nVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    what: 'a line of a file without a line break at its end',
    approved: 'A=1\nVOICEHIVE_REDIS__DB=1',
    text: 'A=1',
    reverted: 'A=1\nVOICEHIVE_REDIS__DB=1',
  },
  {
    what: 'all that was there',
    approved: 'VOICEHIVE_REDIS__DB=1\n',
    text: '',
    reverted: 'VOICEHIVE_REDIS__DB=1\n',
  },
  {
    what: 'a waiver that is new',
    approved: 'VOICEHIVE_REGION=eu-west-1\n',
    text: '\uFEFF# secure-config-waive SEC_004 until 2026-07-01: soon\nVOICEHIVE_REGION=eu-west-1\n',
    reverted: '\uFEFFVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    what: 'a waiver that holds for longer',
    approved: '# secure-config-waive SEC_004 until 2026-07-01: soon\n',
    text: '#secure-config-waive SEC_004 until 2036-07-01: soon\nVOICEHIVE_REGION=eu-west-1\n',
    reverted: '# secure-config-waive SEC_004 until 2026-07-01: soon\nVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    what: 'a value in YAML',
    path: 'c.yaml',
    approved: 'redis:\n  db: 1\n  host: "a"\n',
    text: 'redis: {db: 2, host: a} # x\n',
    reverted: 'redis: {db: 1, host: a} # x\n',
  },
  {
    what: 'a YAML block, in a place where there can be none',
    path: 'c.yaml',
    approved: 'security:\n  encryption_key: |\n    invented\n    one\n',
    text: 'security: {encryption_key: invented}\n',
    reverted: 'security: {encryption_key: "invented\\none\\n"}\n',
  },
  {
    what: 'a key of YAML that is new, with the group that nothing is left of',
    path: 'c.yaml',
    approved: 'region: eu-west-1\n',
    text: '# a\nredis:\n  # b\n  db: 2\nregion: eu-west-1 # c\n',
    reverted: '# a\nregion: eu-west-1 # c\n',
  },
  {
    what: 'a key of YAML that is gone',
    path: 'c.yaml',
    approved: 'redis:\n  host: h\n  db: 2\nregion: eu-west-1\n',
    text: 'region: eu-west-1\r\nredis:\r\n    host: h # x\r\n',
    reverted: 'region: eu-west-1\r\nredis:\r\n    host: h # x\r\n    db: 2\r\n',
  },
];

describe('reverting to what was approved', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  for (const { what, approved, text, reverted, ...options } of CASES) {
    it(what, () => {
      const found = driftOf(approved, text, project, options);
      assert.equal(revert(found, text), reverted);
      assert.equal(driftOf(approved, reverted, project, options).items.length, found.items.length - 1);
    });
  }

  it('puts no secret in that it was not given', () => {
    const found = driftOf(
      'VOICEHIVE_REDIS__PASSWORD=invented-one\n',
      'VOICEHIVE_REDIS__PASSWORD=invented-two\n',
      project,
    );
    const [item] = found.items;
    assert.ok(item);
    assert.deepEqual(revertEdits(item.difference, found.context), []);
  });

  for (const [language, texts] of [
    ['dotenv', fc.tuple(dotenvTexts(), dotenvTexts())],
    ['YAML', fc.tuple(yamlTexts(), yamlTexts())],
  ] as const) {
    it(`goes back all the way, step by step, in ${language}`, () => {
      const options = { path: language === 'YAML' ? 'c.yaml' : '.env' };
      fc.assert(
        fc.property(texts, ([approved, text]) => {
          let current = text;
          for (let left = Number.POSITIVE_INFINITY; left > 0; ) {
            const found = driftOf(approved, current, project, options);
            assert.ok(found.items.length < left, `${JSON.stringify(approved)} ${JSON.stringify(current)}`);
            left = found.items.length;
            if (left > 0) current = revert(found, current);
          }
          if (language === 'YAML') return;
          for (const comment of text.match(/# kept \d+/g) ?? []) assert.ok(current.includes(comment));
        }),
        { numRuns: 50 },
      );
    });
  }
});

/** The text without its first difference. */
function revert({ items, context, secrets }: DriftCase, text: string): string {
  const [item] = items;
  assert.ok(item);
  return applyEdits(text, revertEdits(item.difference, context, secrets));
}
