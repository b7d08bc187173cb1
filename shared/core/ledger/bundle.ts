/**
 * What is encrypted of a version: the values that were cut out of its files, and nothing else. Its digest stands in the
 * content, so that whoever encrypts it anew for others cannot put other values in its place; the salt keeps the digest from
 * saying anything of the values.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { LONGEST_FILE } from './cut.ts';
import { ATTACHMENT, DIGEST, PATH } from './names.ts';
import { type Accepted, list, mapping, oneOf, pattern, record, text } from './shape.ts';

/** How a content names its bundle. */
export const BUNDLE_NAME = record({
  /** `bundleDigest`: the same for good, whoever reads it. */
  digest: DIGEST,
  /** The age file for the recipients of the day when the content was recorded. */
  sealed: ATTACHMENT,
});

export type BundleName = Accepted<typeof BUNDLE_NAME>;

const BUNDLE = record({
  formatVersion: oneOf(1),
  /** 32 random bytes in hex. */
  salt: pattern(/^[0-9a-f]{64}$/, 'salt', 64),
  /** Of each file that had secrets: the values, in order of its cuts. */
  files: mapping(PATH, list(text({ min: 1, max: LONGEST_FILE }), 100_000)),
});

export type Bundle = Accepted<typeof BUNDLE>;

/** The plain text of a bundle. It is encrypted as soon as it is made. */
export function encodeBundle(files: Bundle['files'], salt: string): string {
  return canonicalJson({ formatVersion: 1, salt, files });
}

/** `sha256:` + hex of the plain text. */
export function bundleDigest(plain: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(plain)))}`;
}

/** Undefined when it is none. The reason would have to speak of what is in it. */
export function decodeBundle(plain: string): Bundle | undefined {
  try {
    const value = JSON.parse(plain) as JsonValue;
    return BUNDLE(value, 'bundle') === undefined ? (value as unknown as Bundle) : undefined;
  } catch {
    return undefined;
  }
}
