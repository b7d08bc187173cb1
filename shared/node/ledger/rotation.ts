/** Which secrets that are live now somebody knows who has left, or is about to: until they are rotated. */
import type { Departure, ToRotate } from '../../core/ledger/departures.ts';
import { activeVersionOf, type LedgerState, versionKey } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import { isFailure } from '../git/failure.ts';
import type { AgeKey } from '../keys/age.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { readBundle, readCutFile, type Source } from './secrets.ts';

/** All that are live now: whoever could read them and leaves still knows them. */
export async function secretsToRotate(
  source: Source,
  state: LedgerState,
): Promise<readonly ToRotate[] | LedgerFailure> {
  const found: ToRotate[] = [];
  for (const environment of state.environments.keys()) {
    const active = activeVersionOf(state, environment);
    if (!active?.content.bundle) continue;
    const secrets = await secretsOf(source, state, active, undefined);
    if (isFailure(secrets)) return secrets;
    found.push(toRotate(active, secrets));
  }
  return found;
}

export interface Unrotated extends Pick<Departure, 'principals' | 'time'> {
  readonly secrets: readonly ToRotate[];
  /** False: of some nobody could tell here, because only who reads secrets sees whether they are others by now. */
  readonly isCertain: boolean;
}

/** Of everybody who has left, what is live now and was when they left. */
export async function unrotatedSecrets(
  source: Source,
  state: LedgerState,
  key: AgeKey | undefined,
): Promise<readonly Unrotated[] | LedgerFailure> {
  const found: Unrotated[] = [];
  for (const { principals, time, versions } of state.departures) {
    const known = [];
    for (const { environment, number } of versions) {
      const then = state.versions.get(versionKey(environment, number));
      const now = activeVersionOf(state, environment);
      const same = then && now ? await sameSecrets(source, state, [then, now], key) : undefined;
      if (isFailure(same)) return same;
      if (same && same.secrets.fields.length > 0) known.push(same);
    }
    const isCertain = known.every(each => each.isCertain);
    if (known.length > 0)
      found.push({ principals, time, secrets: known.map(each => each.secrets), isCertain });
  }
  return found;
}

/** Undefined: it has no secrets any more. */
async function sameSecrets(
  source: Source,
  state: LedgerState,
  [then, now]: readonly [Version, Version],
  key: AgeKey | undefined,
): Promise<{ readonly secrets: ToRotate; readonly isCertain: boolean } | undefined | LedgerFailure> {
  if (!now.content.bundle) return undefined;
  const isSame = then.content.bundle?.digest === now.content.bundle.digest;
  const [old, live] = [
    isSame ? [] : await secretsOf(source, state, then, key),
    await secretsOf(source, state, now, isSame ? undefined : key),
  ];
  if (isFailure(old)) return old;
  if (isFailure(live)) return live;
  const values = new Set(old.map(({ value }) => value));
  const isCertain = isSame || [...old, ...live].every(({ value }) => value !== undefined);
  const kept = isSame || !isCertain ? live : live.filter(({ value }) => values.has(value));
  return { secrets: toRotate(now, kept), isCertain };
}

interface Secret {
  readonly field: string | null;
  /** Undefined: it cannot be read here. */
  readonly value: string | undefined;
}

/** @param key undefined: the values are not looked at */
async function secretsOf(
  source: Source,
  state: LedgerState,
  { content }: Version,
  key: AgeKey | undefined,
): Promise<readonly Secret[] | LedgerFailure> {
  const read = content.bundle && key ? await readBundle(source, state, content.bundle, key) : undefined;
  const values = read && !isFailure(read) ? read.files : {};
  const found: Secret[] = [];
  for (const each of content.files) {
    const file = await readCutFile(source, each);
    if (isFailure(file)) return file;
    found.push(...file.cuts.map(({ field }, index) => ({ field, value: values[each.path]?.[index] })));
  }
  return found;
}

function toRotate({ environment, number }: Version, secrets: readonly Secret[]): ToRotate {
  return { environment, number, fields: [...new Set(secrets.map(({ field }) => field))] };
}
