/** Whether two sides say the same of a field, as far as it can be told without reading a secret. */

import type { Fingerprint } from '../ledger/fingerprint.ts';
import type { FieldState } from './field-state.ts';
import { secretIdentityOf } from './secret-identity.ts';

/**
 * Undefined: both are secrets, and nobody can tell: there is no key, or their fingerprints are of two generations of it. A value may be covered on one side only, because a
 * secret repeats it there: it is compared by the fingerprint that it would have, and is another one for who has no key, so
 * that nothing is hidden by making a secret of it.
 */
export function isSameValue(
  a: FieldState,
  b: FieldState,
  fingerprint: Fingerprint | undefined,
): boolean | undefined {
  const isKnown = a.identity !== undefined && b.identity !== undefined;
  if (a.secret === b.secret) return isKnown && !areOfTwoKeys(a, b) ? a.identity === b.identity : undefined;
  const [{ identity, generation }, { value }] = a.secret ? [a, b] : [b, a];
  if (!fingerprint || identity === undefined || typeof value === 'object' || value === undefined)
    return false;
  if (generation !== fingerprint.generation) return false;
  const text = String(value);
  return identity === secretIdentityOf(fingerprint.of(text)) || fits(identity, text, fingerprint);
}

/** Then equal secrets have other fingerprints, and nothing follows from that. */
function areOfTwoKeys(a: FieldState, b: FieldState): boolean {
  return a.generation !== null && b.generation !== null && a.generation !== b.generation;
}

/** A text of which one part is covered: what is around it has to be the same, and the part has to have its fingerprint. */
function fits(covered: string, text: string, fingerprint: Fingerprint): boolean {
  const [, before, print, after] = /^secret:"(.*)\\u0000(.*)\\u0000(.*)"$/.exec(covered) ?? [];
  if (before === undefined || print === undefined || after === undefined) return false;
  const [start, end] = [JSON.parse(`"${before}"`), JSON.parse(`"${after}"`)].map(String);
  if (start === undefined || end === undefined || text.length < start.length + end.length) return false;
  const isAround = text.startsWith(start) && text.endsWith(end);
  return isAround && fingerprint.of(text.slice(start.length, text.length - end.length)) === print;
}
