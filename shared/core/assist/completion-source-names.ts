/** The names that a place in a manifest, profile or rule file takes, which no JSON Schema can list. */
import { builtinProfile, builtinProfileNames } from 'secure-config:profiles';
import type { Rule } from '../profile/profile.ts';
import type { Project } from '../validation/project.ts';
import { isObject } from './field-documentation-schema.ts';
import type { SourceKind } from './schema-walk.ts';

export type NameSource =
  | 'profiles'
  | 'rules'
  | 'fields'
  | 'selectors'
  | 'places'
  | 'environments'
  | 'frameworks'
  | 'roles'
  | 'globs'
  | 'mapped';

type Table = readonly (readonly [path: string, source: NameSource])[];

const RULE: Table = [
  ['field', 'selectors'],
  ['field.-', 'selectors'],
  ['environments.-', 'environments'],
  ['frameworks.-', 'frameworks'],
];

const LAYER: Table = [
  ['extends', 'profiles'],
  ['extends.-', 'profiles'],
  ['environmentField', 'fields'],
  ['approvals.requirements.-.fields.-', 'fields'],
  ['approvals.requirements.-.approvers.-', 'roles'],
  ['approvals.otherFields.approvers.-', 'roles'],
  ['approvals.environments.*.approvers.-', 'roles'],
  ['approvals.emergency.approvers.-', 'roles'],
  ['drift.fields.-.fields.-', 'fields'],
  ...RULE.map(([path, source]) => [`rules.*.${path}`, source] as const),
];

const VALUES: Readonly<Record<SourceKind, Table>> = {
  manifest: [
    ...LAYER,
    ['files.-', 'globs'],
    ['files.-.match', 'globs'],
    ['files.-.environment', 'environments'],
    ['files.-.map.*', 'places'],
    ['waivers.-.rule', 'rules'],
    ['waivers.-.files', 'globs'],
    ['waivers.-.files.-', 'globs'],
  ],
  profile: LAYER,
  rule: RULE,
  schema: [],
};

const RULE_KEYS: Table = [
  ['examples.valid.-', 'fields'],
  ['examples.invalid.-', 'fields'],
];

const LAYER_KEYS: Table = [
  ['rules', 'rules'],
  ['environments', 'environments'],
  ['approvals.environments', 'environments'],
  ...RULE_KEYS.map(([path, source]) => [`rules.*.${path}`, source] as const),
];

const KEYS: Readonly<Record<SourceKind, Table>> = {
  manifest: [...LAYER_KEYS, ['files.-.map', 'mapped']],
  profile: LAYER_KEYS,
  rule: RULE_KEYS,
  schema: [],
};

/** What a value at the path names. */
export function valueSource(kind: SourceKind, path: readonly string[]): NameSource | undefined {
  return VALUES[kind].find(([pattern]) => matches(pattern, path))?.[1];
}

/** What the keys of a mapping at the path name. */
export function keySource(kind: SourceKind, path: readonly string[]): NameSource | undefined {
  return KEYS[kind].find(([pattern]) => matches(pattern, path))?.[1];
}

function matches(pattern: string, path: readonly string[]): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index]);
}

export interface Named {
  readonly name: string;
  readonly detail?: string;
  readonly rule?: Rule;
}

/** What only a look at the disk tells. */
export interface FileNames {
  /** Globs that match files which are there. */
  readonly globs: readonly Named[];
  /** Names in the files of the pattern at the cursor. */
  readonly mapped: readonly Named[];
}

export function namesFor(
  source: NameSource,
  project: Project | undefined,
  files: FileNames,
): readonly Named[] {
  switch (source) {
    case 'profiles':
      return builtinProfileNames.map(name => ({ name, detail: builtinProfile(name)?.title ?? '' }));
    case 'rules':
      return allRules(project).map(rule => ({ name: rule.id, detail: rule.name, rule }));
    case 'fields':
      return fieldNames(project);
    case 'selectors':
      return [...fieldNames(project), ...SELECTORS];
    case 'places':
      return [...fieldNames(project), ...groupNames(project)];
    case 'environments':
      return [...(project?.profile.environments.keys() ?? [])].map(name => ({ name }));
    case 'frameworks':
      return [...new Set(allRules(project).flatMap(({ frameworks }) => frameworks))].map(name => ({ name }));
    case 'roles':
      return rolesOf(project).map(name => ({ name }));
    case 'globs':
    case 'mapped':
      return files[source];
  }
}

const SELECTORS: readonly Named[] = [
  { name: '$', detail: 'the whole document' },
  { name: '$secrets', detail: 'every secret' },
  { name: '**', detail: 'every field' },
];

/** Those that are switched off too, where a built-in profile has them. */
export function allRules(project: Project | undefined): readonly Rule[] {
  const inherited = (project?.manifest.extends ?? []).flatMap(name => builtinProfile(name)?.rules ?? []);
  const rules = new Map([...inherited, ...(project?.profile.rules ?? [])].map(rule => [rule.id, rule]));
  return [...rules.values()];
}

function fieldNames(project: Project | undefined): readonly Named[] {
  return [...(project?.compiled.fields.values() ?? [])].map(({ path, schema, secret }) => {
    const title = typeof schema.title === 'string' ? schema.title : '';
    return { name: path, detail: [title, secret ? 'secret' : ''].filter(Boolean).join(', ') };
  });
}

function groupNames(project: Project | undefined): readonly Named[] {
  return [...(project?.compiled.groups.values() ?? [])].map(({ path }) => ({ name: path, detail: 'group' }));
}

function rolesOf(project: Project | undefined): readonly string[] {
  const approvals = project?.profile.approvals;
  if (approvals === undefined || !isObject(approvals) || !Array.isArray(approvals.roles)) return [];
  return approvals.roles.filter(role => typeof role === 'string');
}
