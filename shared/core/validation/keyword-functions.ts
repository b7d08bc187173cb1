/**
 * What our own keywords check, and one of JSON Schema's, as plain functions: the compiled validators of the built-in
 * profiles call them too, so nothing here may load a schema compiler. All of them take linear time. See docs/keywords.md.
 */
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { entropyOf } from './entropy.ts';
import { isGenerated, isReference } from './secret-value.ts';
import { isLocalUrl, schemeOf } from './url.ts';

/** `uniqueItems`, of JSON Schema */
export function hasUniqueItems(items: readonly JsonValue[], wanted: boolean): boolean {
  return !wanted || new Set(items.map(canonicalJson)).size === items.length;
}

/** `notBlank` */
export function isNotBlank(value: string, wanted: boolean): boolean {
  return !wanted || value.trim() !== '';
}

/** `notOneOf`, `notCommon`: the whole value, without the blanks around it, in any case. */
export function isNoneOf(value: string, refused: readonly string[]): boolean {
  const plain = value.trim().toLowerCase();
  return !refused.some(word => String(word).toLowerCase() === plain);
}

/** `minEntropy` */
export function hasEntropy(value: string, bits: number): boolean {
  return entropyOf(value) >= bits;
}

/** `schemes`: of URLs, without `:`. A value that is no URL at all has none of them. */
export function hasScheme(value: string, schemes: readonly string[]): boolean {
  const scheme = schemeOf(value);
  return scheme !== undefined && schemes.some(allowed => String(allowed).toLowerCase() === scheme);
}

/** `notSchemes` */
export function hasNoScheme(value: string, schemes: readonly string[]): boolean {
  return !hasScheme(value, schemes);
}

/** `localUrl` */
export function isLocal(value: string, wanted: boolean): boolean {
  return isLocalUrl(value) === wanted;
}

/** `reference` */
export function refersElsewhere(value: string, wanted: boolean): boolean {
  return isReference(value) === wanted;
}

/** `generated` */
export function looksGenerated(value: string, wanted: boolean): boolean {
  return isGenerated(value) === wanted;
}
