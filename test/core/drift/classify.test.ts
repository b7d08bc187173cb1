/** What drift is called, how much it matters, where it shows and what it says. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { DriftItem } from '../../../shared/core/drift/classify.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';
import { type DriftingOptions, driftOf } from '../../support/drifting.ts';

interface Case extends DriftingOptions {
  readonly what: string;
  readonly approved: string;
  readonly text: string;
  /** `severity type @ text at the place: message`. */
  readonly said: readonly string[];
}

const V12 = 'differs from v12, approved by Ana and Ben on 2026-05-01:';

const CASES: readonly Case[] = [
  {
    what: 'a protected field',
    approved: 'VOICEHIVE_REGION=eu-west-1\n',
    text: 'VOICEHIVE_REGION=eu-north-1\n',
    said: [
      `critical unauthorized_change @ eu-north-1: VOICEHIVE_REGION ${V12} it is "eu-north-1" here, and "eu-west-1" there. The field is protected. Revert it, or request the change.`,
    ],
  },
  {
    what: 'a downgrade, whatever the policy says of the field',
    approved: 'VOICEHIVE_EMAIL__USE_TLS=true\nVOICEHIVE_DATABASE__SSL_MODE=require\n',
    text: 'VOICEHIVE_EMAIL__USE_TLS=false\nVOICEHIVE_DATABASE__SSL_MODE=prefer\n',
    showsAll: false,
    said: [
      `critical security_downgrade @ false: VOICEHIVE_EMAIL__USE_TLS ${V12} it is false here, and true there. This makes the configuration less secure. Revert it, or request the change.`,
      `critical security_downgrade @ prefer: VOICEHIVE_DATABASE__SSL_MODE ${V12} it is "prefer" here, and "require" there. This makes the configuration less secure. Revert it, or request the change.`,
    ],
  },
  {
    what: 'a secret',
    approved: 'VOICEHIVE_DATABASE__PASSWORD=invented-one-of-them\n',
    text: 'VOICEHIVE_DATABASE__PASSWORD="invented-another-one"\n',
    said: [
      `high value_change @ "invented-another-one": VOICEHIVE_DATABASE__PASSWORD ${V12} it is another secret. Revert it, or request the change.`,
    ],
  },
  {
    what: 'an emptied secret',
    approved: 'VOICEHIVE_REDIS__PASSWORD=invented-one-of-them\n',
    text: 'VOICEHIVE_REDIS__PASSWORD=\n',
    said: [
      `high schema_violation @ VOICEHIVE_REDIS__PASSWORD: VOICEHIVE_REDIS__PASSWORD ${V12} it is "" here, and a secret there. It breaks the schema as well. Revert it, or request the change.`,
    ],
  },
  {
    what: 'a field that is gone, beside the others of its group',
    approved: 'VOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__HOST=h\nVOICEHIVE_REDIS__POOL_SIZE=7\n',
    text: 'VOICEHIVE_REDIS__HOST=h\nVOICEHIVE_REGION=eu-west-1\n',
    said: [
      `low missing_field @ VOICEHIVE_REDIS__HOST: VOICEHIVE_REDIS__POOL_SIZE ${V12} it is left out here, and 7 there. Put it back, or request the change.`,
    ],
  },
  {
    what: 'a field that is new',
    approved: '',
    text: 'VOICEHIVE_REDIS__POOL_SIZE=7\n',
    said: [
      `low added_field @ VOICEHIVE_REDIS__POOL_SIZE: VOICEHIVE_REDIS__POOL_SIZE ${V12} it is not there. Take it out, or request the change.`,
    ],
  },
  {
    what: 'a value that breaks the schema',
    approved: 'VOICEHIVE_REDIS__POOL_SIZE=7\n',
    text: 'VOICEHIVE_REDIS__POOL_SIZE=700\n',
    said: [
      `low schema_violation @ 700: VOICEHIVE_REDIS__POOL_SIZE ${V12} it is 700 here, and 7 there. It breaks the schema as well. Revert it, or request the change.`,
    ],
  },
  {
    what: 'only what the policy names, unless all is asked for',
    approved: 'VOICEHIVE_REDIS__POOL_SIZE=7\nVOICEHIVE_LOG_LEVEL=INFO\nOTHER=1\n',
    text: 'VOICEHIVE_REDIS__POOL_SIZE=8\nVOICEHIVE_LOG_LEVEL=DEBUG\nOTHER=2\n',
    showsAll: false,
    said: [
      `low value_change @ DEBUG: VOICEHIVE_LOG_LEVEL ${V12} it is "DEBUG" here, and "INFO" there. Revert it, or request the change.`,
    ],
  },
  {
    what: 'a waiver, always',
    approved: 'VOICEHIVE_REGION=eu-west-1\n',
    text: '# secure-config-waive SEC_004 until 2026-07-01: soon\nVOICEHIVE_REGION=eu-west-1\n',
    showsAll: false,
    said: [
      `low added_field @ # secure-config-waive SEC_004 until 2026-07-01: soon: waiver SEC_004 ${V12} it is not there. Take it out, or request the change.`,
    ],
  },
  {
    what: 'all, those of nobody too',
    approved: 'OTHER=1\nGONE=1\n',
    text: 'OTHER=2\n',
    said: [
      `low missing_field @ O: GONE ${V12} it is left out here, and "1" there. Put it back, or request the change.`,
      `low value_change @ 2: OTHER ${V12} it is "2" here, and "1" there. Revert it, or request the change.`,
    ],
  },
  {
    what: 'a YAML file',
    path: 'config.yaml',
    approved: 'redis:\n  ssl: true\n  password: invented-one\n  db: 1\n',
    text: 'redis:\n  ssl: false\n  password: invented-two\n',
    said: [
      `low missing_field @ redis: redis.db ${V12} it is left out here, and 1 there. Put it back, or request the change.`,
      `critical security_downgrade @ false: redis.ssl ${V12} it is false here, and true there. This makes the configuration less secure. Revert it, or request the change.`,
      `high value_change @ invented-two: redis.password ${V12} it is another secret. Revert it, or request the change.`,
    ],
  },
];

describe('classifying drift', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  for (const { what, approved, text, said, ...options } of CASES) {
    it(what, () => {
      const { items } = driftOf(approved, text, project, options);
      assert.deepEqual(
        items.map(item => sayItem(item, text)),
        said,
      );
    });
  }
});

function sayItem({ severity, type, finding: { span, message, code } }: DriftItem, text: string): string {
  assert.equal(code, `drift/${type.replaceAll('_', '-')}`);
  return `${severity} ${type} @ ${text.slice(span.start, span.end)}: ${message}`;
}
