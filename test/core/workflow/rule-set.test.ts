/** The digest of a rule set changes with what decides, and with nothing else. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FilePattern, Manifest, Profile, Waiver } from '../../../shared/core/profile/profile.ts';
import { ruleSetDigest } from '../../../shared/core/workflow/rule-set.ts';
import { BASE, ruleOf } from '../../support/profiles.ts';

const WAIVER: Waiver = {
  rule: 'A_1',
  files: ['b', 'a'],
  until: '2027-01-31',
  reason: 'why',
  origin: { path: 'secure-config.yaml', span: { start: 1, end: 2 } },
};
const FILES: readonly FilePattern[] = [
  { match: '.env.{environment}', dialects: ['compose'] },
  { match: '*.yaml', dialects: [], map: new Map([['x', 'a']]) },
];
const MANIFEST: Manifest = { extends: ['base'], files: FILES, waivers: [WAIVER] };
const PROFILE: Profile = {
  ...BASE,
  environments: new Map([
    ['production', ['prod', 'live']],
    ['staging', []],
  ]),
};

function digest(profile: Partial<Profile> = {}, manifest: Partial<Manifest> = {}): string {
  return ruleSetDigest({ profile: { ...PROFILE, ...profile }, manifest: { ...MANIFEST, ...manifest } });
}

const SAME: Readonly<Record<string, () => string>> = {
  'other words': () => digest({ name: 'other', title: 'other', description: 'other' }),
  'a policy, which is the ledger’s': () => digest({ approvals: { roles: ['x'] }, drift: {} }),
  'another order of rules': () => digest({ rules: PROFILE.rules.toReversed() }),
  'a rule’s words': () => digest({ rules: [ruleOf('A_1', { message: 'x', source: 'y' }), ruleOf('A_2')] }),
  'another order of environments': () =>
    digest({ environments: new Map([...PROFILE.environments].reverse()) }),
  'another order of keys in the schema': () => digest({ schema: reversed(PROFILE.schema) }),
  'the place of a waiver': () =>
    digest({}, { waivers: [{ ...WAIVER, origin: { ...WAIVER.origin, path: 'x' }, files: ['a', 'b'] }] }),
};

const OTHER: Readonly<Record<string, () => string>> = {
  severity: () => digest({ rules: [ruleOf('A_1', { severity: 'info' }), ruleOf('A_2')] }),
  'a rule less': () => digest({ rules: [ruleOf('A_1')] }),
  'what a rule asks for': () => digest({ rules: [ruleOf('A_1', { must: false }), ruleOf('A_2')] }),
  'whether it may be waived': () => digest({ rules: [ruleOf('A_1', { waivable: true }), ruleOf('A_2')] }),
  schema: () => digest({ schema: { type: 'object' } }),
  prefix: () => digest({ prefix: 'X_' }),
  delimiter: () => digest({ delimiter: '_' }),
  fallbacks: () => digest({ fallbacks: 'off' }),
  environments: () => digest({ environments: new Map([['production', []]]) }),
  'the environment field': () => digest({ environmentField: 'other' }),
  'a waiver less': () => digest({}, { waivers: [] }),
  'a waiver’s date': () => digest({}, { waivers: [{ ...WAIVER, until: '2028-01-31' }] }),
  'the order of file patterns': () => digest({}, { files: FILES.toReversed() }),
  'a mapped field': () => digest({}, { files: FILES.map(file => ({ ...file, map: new Map([['x', 'b']]) })) }),
};

describe('the digest of a rule set', () => {
  for (const [what, other] of Object.entries(SAME)) {
    it(`stays with ${what}`, () => assert.equal(other(), digest()));
  }

  for (const [what, other] of Object.entries(OTHER)) {
    it(`changes with ${what}`, () => assert.notEqual(other(), digest()));
  }

  it('is one that a policy can name', () => assert.match(digest(), /^sha256:[0-9a-f]{64}$/));
});

function reversed(schema: Profile['schema']): Profile['schema'] & object {
  return Object.fromEntries(Object.entries(schema ?? {}).reverse());
}
