/** Tells from variables' names whether they share a prefix, and whether they nest. */
import { parseDotenv } from '../document/dotenv.ts';
import { formatOf } from '../document/format.ts';

import type { InferenceInput } from './infer.ts';

export interface InferredNames {
  /** What at least four of five variables begin with, `_` included. */
  readonly prefix: string | undefined;
  readonly withPrefix: number;
  readonly total: number;
  /** A few of the variables without the prefix. */
  readonly strangers: readonly string[];
  /** Whether `__` stands inside names. */
  readonly nests: boolean;
  readonly usesVoicehive: boolean;
}

const SHARE = 0.8;
const FEWEST = 3;
const SHOWN = 3;

export function inferNames(inputs: readonly InferenceInput[]): InferredNames {
  const names = new Set(
    inputs.filter(({ path }) => formatOf(path) === 'dotenv').flatMap(({ text }) => namesOf(text)),
  );
  const all = [...names];
  const prefix = longestPrefix(all);
  const strangers = prefix === undefined ? [] : all.filter(name => !name.toUpperCase().startsWith(prefix));
  return {
    prefix,
    withPrefix: all.length - strangers.length,
    total: all.length,
    strangers: strangers.slice(0, SHOWN),
    nests: all.some(name => /[A-Za-z0-9]__[A-Za-z0-9]/.test(name)),
    usesVoicehive: all.some(name => name.toUpperCase().startsWith('VOICEHIVE_')),
  };
}

function namesOf(text: string): string[] {
  return [...parseDotenv(text, { dialect: 'dotenv' }).values.keys()];
}

/** The longest that still covers most names, and does not reach into a nested part. */
function longestPrefix(names: readonly string[]): string | undefined {
  if (names.length < FEWEST) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) {
    for (const prefix of prefixesOf(name.toUpperCase())) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const common = [...counts].filter(([, count]) => count >= names.length * SHARE);
  return common.toSorted(([a], [b]) => b.length - a.length)[0]?.[0];
}

/** `APP_DB__HOST` → `APP_`; `A_B_C` → `A_`, `A_B_`. */
function prefixesOf(name: string): string[] {
  const head = name.split('__')[0] ?? '';
  const parts = head.split('_').slice(0, -1);
  return parts
    .map((_, index) => `${parts.slice(0, index + 1).join('_')}_`)
    .filter(prefix => /^[A-Z]/.test(prefix));
}
