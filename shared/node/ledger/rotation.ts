/** Which secrets that are live now somebody knows who has left, or is about to: until they are rotated. */
import type { ToRotate, Unrotated } from '../../core/ledger/departures.ts';
import { activeVersionOf, type LedgerState } from '../../core/ledger/state.ts';
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

/** Of everybody who has left, what is live now and was in a version of before: going back brings it back. */
export async function unrotatedSecrets(
  source: Source,
  state: LedgerState,
  key: AgeKey | undefined,
): Promise<readonly Unrotated[] | LedgerFailure> {
  const found: Unrotated[] = [];
  for (const { principals, time, versions } of state.departures) {
    const known = [];
    for (const { environment, number } of versions) {
      const now = activeVersionOf(state, environment);
      const then = [...state.versions.values()].filter(
        version => version.environment === environment && version.number <= number,
      );
      const same = now ? await sameSecrets(source, state, { then, now }, key) : undefined;
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
  { then, now }: { readonly then: readonly Version[]; readonly now: Version },
  key: AgeKey | undefined,
): Promise<{ readonly secrets: ToRotate; readonly isCertain: boolean } | undefined | LedgerFailure> {
  const { bundle } = now.content;
  if (!bundle) return undefined;
  const isSame = then.some(({ content }) => content.bundle?.digest === bundle.digest);
  const live = await secretsOf(source, state, now, isSame ? undefined : key);
  if (isFailure(live)) return live;
  const old: Secret[] = [];
  for (const version of isSame ? [] : withBundles(then)) {
    const secrets = await secretsOf(source, state, version, key);
    if (isFailure(secrets)) return secrets;
    old.push(...secrets);
  }
  const values = new Set(old.map(({ value }) => value));
  const isCertain = isSame || [...old, ...live].every(({ value }) => value !== undefined);
  const kept = isSame || !isCertain ? live : live.filter(({ value }) => values.has(value));
  return { secrets: toRotate(now, kept), isCertain };
}

/** One of each bundle: a version that went back has that of another one. */
function withBundles(versions: readonly Version[]): readonly Version[] {
  return [...new Map(versions.map(version => [version.content.bundle?.digest, version])).values()].filter(
    ({ content }) => content.bundle !== null,
  );
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
