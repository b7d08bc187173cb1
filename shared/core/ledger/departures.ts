/** Who has stopped reading secrets, and what was live then: they still know it, whatever is encrypted from then on. */
import { recipientsOf } from './members.ts';
import type { Policy } from './policy.ts';
import type { LedgerState } from './state.ts';

export interface Departure {
  readonly principals: readonly string[];
  readonly time: string;
  /** Of each environment that has had secrets, the version that was active: all up to it could be read. */
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

export interface Unrotated extends Pick<Departure, 'principals' | 'time'> {
  readonly secrets: readonly ToRotate[];
  /** False: of some nobody could tell here, because only who reads secrets sees whether they are others by now. */
  readonly isCertain: boolean;
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
  const secret = new Set(
    [...state.versions.values()].flatMap(({ environment, content }) => (content.bundle ? environment : [])),
  );
  const versions = [...state.environments].flatMap(([environment, { active }]) =>
    secret.has(environment) ? [{ environment, number: active }] : [],
  );
  return principals.length === 0 || versions.length === 0 ? [] : [{ principals, time, versions }];
}
