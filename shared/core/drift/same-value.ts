/** Whether two sides say the same of a field, as far as it can be told without reading a secret. */
import type { FieldState } from './field-state.ts';
import { secretIdentityOf } from './secret-identity.ts';
import type { Fingerprint } from './side.ts';

/**
 * Undefined: both are secrets, and nobody without the key can tell. A value may be covered on one side only, because a
 * secret repeats it there: it is compared by the fingerprint that it would have, and is another one for who has no key, so
 * that nothing is hidden by making a secret of it.
 */
export function isSameValue(
  a: FieldState,
  b: FieldState,
  fingerprint: Fingerprint | undefined,
): boolean | undefined {
  const isKnown = a.identity !== undefined && b.identity !== undefined;
  if (a.secret === b.secret) return isKnown ? a.identity === b.identity : undefined;
  const [covered, { value }] = a.secret ? [a.identity, b] : [b.identity, a];
  if (!fingerprint || covered === undefined || typeof value === 'object' || value === undefined) return false;
  return (
    covered === secretIdentityOf(fingerprint(String(value))) || fits(covered, String(value), fingerprint)
  );
}

/** A text of which one part is covered: what is around it has to be the same, and the part has to have its fingerprint. */
function fits(covered: string, text: string, fingerprint: Fingerprint): boolean {
  const [, before, print, after] = /^secret:"(.*)\\u0000(.*)\\u0000(.*)"$/.exec(covered) ?? [];
  if (before === undefined || print === undefined || after === undefined) return false;
  const [start, end] = [JSON.parse(`"${before}"`), JSON.parse(`"${after}"`)].map(String);
  if (start === undefined || end === undefined || text.length < start.length + end.length) return false;
  const isAround = text.startsWith(start) && text.endsWith(end);
  return isAround && fingerprint(text.slice(start.length, text.length - end.length)) === print;
}
