/** Environments go by many spellings; rules know each by one name. */
import { suggestion } from '../text/nearest.ts';
import { baseNameOf } from '../text/path.ts';
import type { Profile, Rule } from './profile.ts';

export type Environments = ReadonlyMap<string, readonly string[]>;

/** Used where a profile declares none, and to add the usual spellings to those that it declares. */
const USUAL: Environments = new Map([
  ['production', ['prod', 'prd']],
  ['staging', ['stage', 'stg', 'preprod', 'uat']],
  ['development', ['dev', 'devel', 'develop', 'local']],
  ['test', ['tst', 'testing', 'ci', 'qa']],
]);

/** Parts of a file's name that are no environment, whatever a profile says. */
const NOT_ENVIRONMENTS = new Set(['env', 'yaml', 'yml', 'json', 'conf', 'config', '']);

/** The environment's name for any of its spellings, any case; undefined for a spelling that nobody declared. */
export function canonicalEnvironment(spelling: string, declared: Environments): string | undefined {
  const wanted = lower(spelling.trim());
  for (const [name, aliases] of declared.size === 0 ? USUAL : declared) {
    if (lower(name) === wanted || aliases.some(alias => lower(alias) === wanted)) return name;
  }
  for (const name of declared.keys()) if (USUAL.get(lower(name))?.includes(wanted)) return name;
  return undefined;
}

/** What is declared, with the usual spellings added to it; the usual environments when nothing is. */
export function withUsualSpellings(declared: Environments): Environments {
  if (declared.size === 0) return USUAL;
  const claimed = new Set([...declared].flatMap(([name, aliases]) => [name, ...aliases].map(lower)));
  const complete = [...declared].map(([name, aliases]): [string, readonly string[]] => {
    const usual = USUAL.get(lower(name)) ?? [];
    return [name, [...aliases, ...usual.filter(alias => !claimed.has(alias))]];
  });
  return new Map(complete);
}

/**
 * The profile with the usual spellings, and rules that name environments as it does. Where it declares environments, a
 * rule that names another one would never apply: `object` is told.
 */
export function settleEnvironments(profile: Profile, object: (rule: Rule, problem: string) => void): Profile {
  const environments = withUsualSpellings(profile.environments);
  const rules = profile.rules.map(rule => {
    const names = rule.environments.map(name => environmentNamed(name, environments));
    for (const name of names) {
      if (profile.environments.size > 0 && !environments.has(name))
        object(rule, unknownEnvironment(name, environments));
    }
    return names.every((name, index) => name === rule.environments[index])
      ? rule
      : { ...rule, environments: names };
  });
  return { ...profile, environments, rules };
}

export function unknownEnvironment(name: string, environments: Environments): string {
  const known = [...environments.keys()];
  return `No environment "${name.slice(0, 60)}" is declared, so this never applies.${suggestion(name, known)} Write one of ${known.join(', ')}, or declare it under "environments".`;
}

/** Like `canonicalEnvironment`; a spelling that nobody declared is an environment of its own. */
export function environmentNamed(spelling: string, declared: Environments): string {
  return canonicalEnvironment(spelling, declared) ?? spelling.trim();
}

/**
 * What a file's name says: `.env.production`, `prod.env`, `config.staging.yaml`, `application-prod.yml`. `.local` behind
 * another environment is that environment's.
 */
export function environmentOfFileName(path: string, declared: Environments): string | undefined {
  const parts = baseNameOf(path)
    .toLowerCase()
    .split(/[._-]/)
    .filter(part => !NOT_ENVIRONMENTS.has(part));
  const ends = parts.length > 1 ? [parts.at(-1), parts.at(-2), parts[0]] : [parts[0]];
  const candidates = ends.filter(part => part !== undefined);
  const ordered = [
    ...candidates.filter(part => part !== 'local'),
    ...candidates.filter(part => part === 'local'),
  ];
  for (const part of ordered) {
    const name = canonicalEnvironment(part, declared);
    if (name !== undefined) return name;
  }
  return undefined;
}

function lower(text: string): string {
  return text.toLowerCase();
}
