/** Who has stopped reading secrets, and what was live then: they still know it, whatever is encrypted from then on. */
import { recipientsOf } from './members.ts';
import type { Policy } from './policy.ts';
import { activeVersionOf, type LedgerState } from './state.ts';

export interface Departure {
  readonly principals: readonly string[];
  readonly time: string;
  /** Those that were active and had secrets. */
  readonly versions: readonly { readonly environment: string; readonly number: number }[];
}

/** Secrets of one version that somebody knows who should not. */
export interface ToRotate {
  readonly environment: string;
  /** Of the active version. */
  readonly number: number;
  /** Dotted; `null` stands for a secret that belongs to no field. */
  readonly fields: readonly (string | null)[];
}

/** Who reads secrets by the one policy and none by the other. */
export function departing(before: Policy, after: Pick<Policy, 'principals'>): readonly string[] {
  const kept = recipientsOf(after);
  const stays = (name: string) =>
    Object.hasOwn(after.principals, name) && after.principals[name]?.recipient !== null;
  return Object.entries(before.principals)
    .filter(([name, { recipient }]) => recipient !== null && !kept.includes(recipient) && !stays(name))
    .map(([name]) => name);
}

/** What a policy that comes into force adds to the departures. */
export function departuresBy(state: LedgerState, after: Policy, time: string): readonly Departure[] {
  const principals = departing(state.policy, after);
  const versions = [...state.environments.keys()].flatMap(environment => {
    const active = activeVersionOf(state, environment);
    return active?.content.bundle ? [{ environment, number: active.number }] : [];
  });
  return principals.length === 0 || versions.length === 0 ? [] : [{ principals, time, versions }];
}
