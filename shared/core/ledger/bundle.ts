/** What is encrypted of a version: the values that were cut out of its files, and nothing else. */
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { LONGEST_FILE } from './cut.ts';
import { PATH } from './names.ts';
import { type Accepted, list, mapping, oneOf, record, text } from './shape.ts';

const BUNDLE = record({
  formatVersion: oneOf(1),
  /** Of each file that had secrets: the values, in order of its cuts. */
  files: mapping(PATH, list(text({ min: 1, max: LONGEST_FILE }), 100_000)),
});

export type Bundle = Accepted<typeof BUNDLE>;

/** The plain text of a bundle. It is encrypted as soon as it is made. */
export function encodeBundle(files: Readonly<Record<string, readonly string[]>>): string {
  return canonicalJson({ formatVersion: 1, files });
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
