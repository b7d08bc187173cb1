/** A version's texts come back to the byte, with the secrets of then or those of now. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Project } from '../../../shared/core/validation/project.ts';
import { capture } from '../../../shared/core/workflow/capture.ts';
import { keepCurrentSecrets } from '../../../shared/core/workflow/keep-secrets.ts';
import { restoreContent } from '../../../shared/core/workflow/restore.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';
import { fingerprint } from '../../support/drifting.ts';

let project: Project;
before(async () => {
  project = await projectOf(profileNamed('voicehive'));
});

function captured(texts: Readonly<Record<string, string>>) {
  const files = Object.entries(texts).map(([path, text]) => checkWith(project, text, { path }));
  const result = capture({ files, fingerprint, now: NOW });
  assert.ok(result.ok);
  const { files: cut, secrets } = result.captured;
  return { files: cut, bundle: secrets && { files: secrets } };
}

describe('restoring a version', () => {
  const texts = {
    '.env': '\uFEFFVOICEHIVE_REDIS__PASSWORD="invented-one" # invented-one\r\n',
    'a.yaml': 'region: eu-west-1\n',
  };

  it('gives the exact texts', () => {
    const { files, bundle } = captured(texts);
    const restored = restoreContent(files, bundle);
    assert.ok(restored.ok);
    assert.deepEqual(Object.fromEntries(restored.files.map(({ path, text }) => [path, text])), texts);
  });

  it('says which files lack their secrets', () => {
    const { files } = captured(texts);
    const refusal = { ok: false, code: 'secrets-missing', paths: ['.env'] };
    assert.deepEqual(restoreContent(files, null), refusal);
    assert.deepEqual(restoreContent(files, { files: { '.env': ['x'] } }), refusal);
    const plain = captured({ 'a.yaml': texts['a.yaml'] });
    assert.equal(restoreContent(plain.files, null).ok, true);
  });
});

interface Case {
  readonly what: string;
  readonly path?: string;
  readonly old: string;
  readonly current?: string;
  readonly text: string;
  readonly withoutOld?: string;
  readonly missing?: readonly string[];
  readonly otherPlaces?: number;
}

const CASES: readonly Case[] = [
  {
    what: 'a secret, in the old text’s place, with the rest of the old text',
    old: '# old\r\nVOICEHIVE_REDIS__PASSWORD=invented-old\r\nVOICEHIVE_REGION=eu-west-1\r\n',
    current: "VOICEHIVE_REGION=eu-north-1\nVOICEHIVE_REDIS__PASSWORD='invented $new' # rotated\n",
    text: "# old\r\nVOICEHIVE_REDIS__PASSWORD='invented $new'\r\nVOICEHIVE_REGION=eu-west-1\r\n",
  },
  {
    what: 'one that has not changed, as it was written',
    old: 'VOICEHIVE_REDIS__PASSWORD="invented-one"\n',
    current: 'VOICEHIVE_REDIS__PASSWORD=invented-one\n',
    text: 'VOICEHIVE_REDIS__PASSWORD="invented-one"\n',
    withoutOld: 'VOICEHIVE_REDIS__PASSWORD=invented-one\n',
  },
  {
    what: 'one that is there no more',
    old: 'VOICEHIVE_REDIS__PASSWORD=invented-old\nVOICEHIVE_DATABASE__PASSWORD=invented-two\n',
    current: 'VOICEHIVE_DATABASE__PASSWORD=invented-new\n',
    text: 'VOICEHIVE_REDIS__PASSWORD=invented-old\nVOICEHIVE_DATABASE__PASSWORD=invented-new\n',
    withoutOld: 'VOICEHIVE_REDIS__PASSWORD=\nVOICEHIVE_DATABASE__PASSWORD=invented-new\n',
    missing: ['redis.password'],
  },
  {
    what: 'a file that is there no more',
    old: 'VOICEHIVE_REDIS__PASSWORD=invented-old\n',
    text: 'VOICEHIVE_REDIS__PASSWORD=invented-old\n',
    withoutOld: 'VOICEHIVE_REDIS__PASSWORD=\n',
    missing: ['redis.password'],
  },
  {
    what: 'one of nobody’s, by its name',
    old: 'STRIPE_API_KEY=invented-old\n',
    current: 'STRIPE_API_KEY=invented-new\n',
    text: 'STRIPE_API_KEY=invented-new\n',
  },
  {
    what: 'not a name that is like an old password',
    old: 'VOICEHIVE_DATABASE__USERNAME=postgres\nVOICEHIVE_DATABASE__PASSWORD=postgres\n',
    current: 'VOICEHIVE_DATABASE__USERNAME=somebody\nVOICEHIVE_DATABASE__PASSWORD=invented-new\n',
    text: 'VOICEHIVE_DATABASE__USERNAME=postgres\nVOICEHIVE_DATABASE__PASSWORD=invented-new\n',
    withoutOld: 'VOICEHIVE_DATABASE__USERNAME=\nVOICEHIVE_DATABASE__PASSWORD=invented-new\n',
    otherPlaces: 1,
  },
  {
    what: 'a YAML block in quotes of today, and the other way round',
    path: 'a.yaml',
    old: 'security: {encryption_key: "invented-old"}\nredis:\n  password: |\n    invented\n    old\n',
    current: 'security:\n  encryption_key: |\n    invented\n    new\nredis: {password: invented-new}\n',
    text: 'security: {encryption_key: "invented\\nnew\\n"}\nredis:\n  password: invented-new\n',
    withoutOld: 'security: {encryption_key: "invented\\nnew\\n"}\nredis:\n  password: invented-new\n\n',
  },
];

describe('keeping the current secrets', () => {
  for (const { what, path = '.env', old, current, text, withoutOld = text, missing = [], ...more } of CASES) {
    it(what, () => {
      const { files, bundle } = captured({ [path]: old });
      const [file] = files;
      assert.ok(file);
      const { governance } = checkWith(project, old, { path });
      const now = current === undefined ? undefined : checkWith(project, current, { path });
      const input = { old: file, current: now, governance, now: NOW };
      const otherPlaces = more.otherPlaces ?? 0;
      const kept = keepCurrentSecrets({ ...input, oldSecrets: bundle?.files[path] });
      assert.deepEqual(kept, { text, missing, otherPlaces });
      assert.deepEqual(keepCurrentSecrets(input), { text: withoutOld, missing, otherPlaces });
    });
  }
});
