/** Which of our own files one is, by where it stands and what is in it. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { sourceKindOf } from '../../../shared/core/assist/source-kind.ts';
import { parseYaml } from '../../../shared/core/document/yaml.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';

const SOURCES = [
  'secure-config.yaml',
  'own/profile.yaml',
  'own/schema.yaml',
  'own/rules/',
  'own/rules/A.yaml',
  'team.yaml',
];

const KINDS: readonly [path: string, text: string, kind: string | undefined][] = [
  ['secure-config.yaml', '', 'manifest'],
  ['own/profile.yaml', '', 'profile'],
  ['team.yaml', 'name: a\n', 'profile'],
  ['own/rules/A.yaml', '', 'rule'],
  ['own/rules/new.yaml', '', 'rule'],
  ['own/schema.yaml', 'type: object\nproperties: {}\n', 'schema'],
  ['own/other.yaml', 'properties: {}\n', undefined],
];

describe('kinds of our own files', () => {
  let project: Project;
  before(async () => {
    const made = await projectOf(profileNamed('voicehive'));
    project = {
      ...made,
      sources: SOURCES,
      manifest: { ...made.manifest, extends: ['./own', './team.yaml'] },
    };
  });

  for (const [path, text, kind] of KINDS) {
    it(`${path} is ${kind ?? 'none'}`, () => {
      assert.equal(sourceKindOf(path, parseYaml(text), project), kind);
    });
  }

  it('a manifest is one even while its project cannot be loaded', () => {
    assert.equal(sourceKindOf('secure-config.yaml', parseYaml('a: ['), undefined), 'manifest');
    assert.equal(sourceKindOf('own/profile.yaml', parseYaml(''), undefined), undefined);
  });
});
