/** What our own files refer to: links to other files, and what a definition is looked for by. */
import assert from 'node:assert/strict';
import { documentLinks } from '../../../shared/core/assist/links.ts';
import { ownReferences } from '../../../shared/core/assist/own-file.ts';

const MANIFEST = `extends: [voicehive, ./own, ../shared/base.yaml, /etc/x.yaml, ../../../out.yaml]
schema: parts/schema.yaml
rules: [./rules, rules/*.yaml, rules/one.yaml]
drift: { a: 1 }
files:
  - .env
  - { match: a.yaml, map: { a.b: database.host, c: redis } }
waivers:
  - { rule: SEC_004, until: 2027-01-31, reason: x }
`;

describe('our own files', () => {
  it('link to the files they name', () => {
    const links = documentLinks(MANIFEST, { path: 'secure-config.yaml', outward: 1 });
    const shown = links.map(({ span, target }) => [
      MANIFEST.slice(span.start, span.end),
      'path' in target ? target.path : `builtin ${target.builtin}`,
    ]);
    assert.deepEqual(shown, [
      ['voicehive', 'builtin voicehive'],
      ['./own', 'own/profile.yaml'],
      ['../shared/base.yaml', '../shared/base.yaml'],
      ['parts/schema.yaml', 'parts/schema.yaml'],
      ['rules/one.yaml', 'rules/one.yaml'],
    ]);
  });

  it('link from where they stand', () => {
    const [link] = documentLinks('schema: ./schema.yaml\n', { path: 'profile/profile.yaml', outward: 0 });
    assert.deepEqual(link?.target, { path: 'profile/schema.yaml' });
  });

  it('refer to rules and fields', () => {
    const own = `${MANIFEST}`.replace(
      /^rules:.*$/m,
      'rules:\n  SEC_001: off\n  OWN_1: { field: [redis.ssl, email.*] }',
    );
    const found = ownReferences(own).flatMap(each =>
      each.kind === 'rule' ? [each.rule] : each.kind === 'field' ? [each.field] : [],
    );
    assert.deepEqual(found, [
      'SEC_001',
      'OWN_1',
      'redis.ssl',
      'email.*',
      'database.host',
      'redis',
      'SEC_004',
    ]);
    assert.deepEqual(ownReferences('- 1\n'), []);
    assert.deepEqual(ownReferences('extends: { a: [1] }\nwaivers: 3\nfiles: [1, {map: x}]\n'), []);
  });
});
