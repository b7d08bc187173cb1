/** Tells from variables' names whether they share a prefix, and whether they nest. */
import type { ReadFile } from './infer-read.ts';

export interface InferredNames {
  /** What at least four of five variables begin with, `_` included. */
  readonly prefix: string | undefined;
  readonly withPrefix: number;
  readonly total: number;
  /** A few of the variables without the prefix. */
  readonly strangers: readonly string[];
  /** Whether `__` stands inside names, and no name is both a value and a group. */
  readonly nests: boolean;
  readonly usesVoicehive: boolean;
}

const SHARE = 0.8;
const FEWEST = 3;
const FEWEST_NESTED = 2;
const SHOWN = 3;

/** They say what a variable is about, not whose it is: the next variable will not begin with one of them. */
const TOPICS =
  /^(?:DB|DATABASE|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB|REDIS|AWS|S3|SMTP|MAIL|EMAIL|JWT|AUTH|API|APP|NEXT|NEXT_PUBLIC|VITE|REACT_APP|NUXT|PUBLIC|LOG|RAILS|NODE|DJANGO|FLASK)_$/;

export function inferNames(files: readonly ReadFile[]): InferredNames {
  const all = [...new Set(files.flatMap(({ variables }) => [...variables.keys()]))];
  const prefix = longestPrefix(all);
  const strangers = prefix === undefined ? [] : all.filter(name => !name.toUpperCase().startsWith(prefix));
  return {
    prefix,
    withPrefix: all.length - strangers.length,
    total: all.length,
    strangers: strangers.slice(0, SHOWN),
    nests: nests(all),
    usesVoicehive: all.some(name => name.toUpperCase().startsWith('VOICEHIVE_')),
  };
}

/** The longest that still covers most names, and does not reach into a nested part. */
function longestPrefix(names: readonly string[]): string | undefined {
  if (names.length < FEWEST) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) {
    for (const prefix of prefixesOf(name.toUpperCase())) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const common = [...counts].filter(([, count]) => count >= names.length * SHARE);
  const longest = common.toSorted(([a], [b]) => b.length - a.length)[0]?.[0];
  return longest === undefined || TOPICS.test(longest) ? undefined : longest;
}

/** `APP_DB__HOST` → `APP_`; `A_B_C` → `A_`, `A_B_`. */
function prefixesOf(name: string): string[] {
  const head = name.split('__')[0] ?? '';
  const parts = head.split('_').slice(0, -1);
  return parts
    .map((_, index) => `${parts.slice(0, index + 1).join('_')}_`)
    .filter(prefix => /^[A-Z]/.test(prefix));
}

function nests(names: readonly string[]): boolean {
  const lower = names.map(name => name.toLowerCase());
  const nested = lower.filter(name => /[a-z0-9]__[a-z0-9]/.test(name));
  if (nested.length < FEWEST_NESTED && !(nested.length > 0 && names.length < FEWEST)) return false;
  const values = new Set(lower);
  return !nested.some(name => groupsOf(name).some(group => values.has(group)));
}

/** `a__b__c` → `a`, `a__b`. */
function groupsOf(name: string): string[] {
  const parts = name.split('__');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('__'));
}
