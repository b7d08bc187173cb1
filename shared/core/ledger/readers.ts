/**
 * Who cannot read which secrets yet. A ledger knows the recipients of the moment in which a bundle was encrypted, and not
 * what is in it: whoever encrypts may leave somebody out, or have encrypted before others came.
 */
import type { BundleName } from './bundle.ts';
import { bundlesIn } from './bundles.ts';
import { recipientsOf } from './members.ts';
import type { Policy } from './policy.ts';
import type { Subject } from './request.ts';
import type { LedgerState } from './state.ts';

/** Secrets that were encrypted before somebody came who reads secrets now. */
export interface Unread {
  /** Who cannot read all of them. */
  readonly principals: readonly string[];
  readonly versions: readonly { readonly environment: string; readonly number: number }[];
  /** Ids of those that are open. */
  readonly requests: readonly string[];
  /** Administrators who read all of them, so that each can encrypt them anew. */
  readonly able: readonly string[];
  /** Who cannot read what, and what to do. */
  readonly message: string;
}

/** The recipients of a policy: each since `seq`, or since when it was one of `before`. */
export function readersOf(
  policy: Pick<Policy, 'principals'>,
  before: ReadonlyMap<string, number>,
  seq: number,
): Map<string, number> {
  return new Map(recipientsOf(policy).map(recipient => [recipient, before.get(recipient) ?? seq]));
}

/** Bundles that somebody who reads secrets now cannot read, of versions and open requests. */
export function unreadBundles(state: LedgerState): readonly BundleName[] {
  const last = Math.max(0, ...state.readers.values());
  return bundlesIn(state).filter(bundle => sealedAt(state, bundle) < last);
}

/** Undefined: everybody who reads secrets can read all of them. */
export function unreadSecrets(state: LedgerState): Unread | undefined {
  const bundles = unreadBundles(state);
  if (bundles.length === 0) return undefined;
  const digests = new Set(bundles.map(({ digest }) => digest));
  const first = bundles.reduce((least, bundle) => Math.min(least, sealedAt(state, bundle)), Infinity);
  const all = Object.entries(state.policy.principals).flatMap(([name, { roles, recipient }]) => {
    const since = recipient === null ? undefined : state.readers.get(recipient);
    const administers = roles.some(role => state.policy.administration.roles.includes(role));
    return since === undefined ? [] : [{ name, administers, readsAll: since <= first }];
  });
  const readers = all.filter(({ readsAll }) => readsAll);
  const unread = {
    principals: all.filter(({ readsAll }) => !readsAll).map(({ name }) => name),
    versions: [...state.versions.values()]
      .filter(({ content }) => digests.has(content.bundle?.digest ?? ''))
      .map(({ environment, number }) => ({ environment, number })),
    requests: [...state.requests.values()]
      .filter(({ ending, subject }) => ending === null && digests.has(digestIn(subject)))
      .map(({ id }) => id),
    able: readers.filter(({ administers }) => administers).map(({ name }) => name),
  };
  return {
    ...unread,
    message: messageOf(
      unread,
      readers.map(({ name }) => name),
    ),
  };
}

function sealedAt({ sealings }: LedgerState, { digest }: BundleName): number {
  return sealings.get(digest)?.seq ?? 0;
}

function digestIn(subject: Subject): string {
  return subject.kind === 'policy' ? '' : (subject.content.bundle?.digest ?? '');
}

function messageOf(
  { principals, versions, requests, able }: Omit<Unread, 'message'>,
  readers: readonly string[],
): string {
  const places = [
    ...versions.map(({ environment, number }) => `${environment} v${number}`),
    ...(requests.length > 0 ? [requests.length === 1 ? '1 request' : `${requests.length} requests`] : []),
  ];
  const what = `${listed(principals)} cannot read the secrets of ${listed(places)} yet: they were encrypted before.`;
  const run = 'secure-config ledger re-encrypt';
  if (able.length > 0) return `${what} ${listed(able, 'or')} can mend that: ${run}.`;
  const whom = readers.length > 0 ? listed(readers, 'or') : 'somebody who reads them';
  return `${what} No administrator reads all of them: give ${whom} the administration (secure-config ledger member add), then they can: ${run}.`;
}

function listed(names: readonly string[], last: 'and' | 'or' = 'and'): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}

const MOST_NAMES = 6;
