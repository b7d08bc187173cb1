/** The forms of the names and digests that occur in events. */
import { isProtectedPath } from './protected-path.ts';
import { pattern, type Shape, text } from './shape.ts';

export const UUID: Shape<string> = pattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'UUID', 36);
/** Of an attachment's bytes: 64 hex digits, as its name in the tree. */
export const ATTACHMENT: Shape<string> = pattern(/^[0-9a-f]{64}$/, 'SHA-256 of an attachment', 64);
/** `sha256:` + 64 hex digits. */
export const DIGEST: Shape<string> = pattern(/^sha256:[0-9a-f]{64}$/, 'digest', 71);
/** ISO 8601 in UTC with milliseconds: one spelling for each moment. */
export const TIME: Shape<string> = (value, at) =>
  typeof value === 'string' &&
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/.test(value) &&
  isMoment(value)
    ? undefined
    : `${at} is no UTC time`;
export const ROLE: Shape<string> = pattern(/^[a-z][a-z0-9_]{0,63}$/, 'role', 64);
/**
 * A person or machine: an e-mail address or any short name without blanks. ASCII, so that no two names look alike by being
 * composed in two ways, and every program agrees on what a name is, whatever Unicode it knows.
 */
export const PRINCIPAL: Shape<string> = pattern(/^[!-~]{1,200}$/, 'principal’s name (ASCII, no blanks)', 200);
export const ENVIRONMENT: Shape<string> = pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'environment', 64);
/** A name that people give a version. It cannot be taken for a number such as `v12`. */
export const TAG: Shape<string> = pattern(/^(?!v?[0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'tag', 64);
export const FIELD: Shape<string> = text({ max: 500 });
/** `type base64`, without a comment. */
export const PUBLIC_KEY: Shape<string> = pattern(
  /^[a-z0-9@.-]{1,64} [A-Za-z0-9+/]+={0,2}$/,
  'SSH public key without comment',
  4000,
);
export const RECIPIENT: Shape<string> = pattern(/^age1[0-9a-z]{10,4000}$/, 'age recipient', 4004);
/** Relative, `/` between parts, never upwards, never git's own folder nor a manifest. */
export const PATH: Shape<string> = (value, at) =>
  text({ max: 1000 })(value, at) ?? problemOfPath(String(value), at);

function problemOfPath(path: string, at: string): string | undefined {
  const isWithin = /^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\\\p{Cc}]+$/u.test(path) && !INVISIBLE.test(path);
  if (!isWithin) return `${at} is no path within the folder`;
  return isProtectedPath(path)
    ? `${at} is a path of git or of a manifest, which no version may have`
    : undefined;
}

/** Characters that are not seen, or turn the direction of those that are: a fixed list, which no Unicode version changes. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

function isMoment(value: string): boolean {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}
