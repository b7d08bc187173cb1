/** The bundles of secrets that somebody may still need, and how each is encrypted now. */
import type { BundleName } from './bundle.ts';
import type { Content } from './content.ts';
import type { Draft, LedgerState } from './state.ts';

/** Of all versions, and of the requests that may still become one; each once. */
export function bundlesIn({ versions, requests }: LedgerState): readonly BundleName[] {
  const found = new Map<string, BundleName>();
  const add = (bundle: BundleName | null): unknown => bundle && found.set(bundle.digest, bundle);
  for (const { content } of versions.values()) add(content.bundle);
  for (const { subject, ending } of requests.values()) {
    if (ending === null && subject.kind !== 'policy') add(subject.content.bundle);
  }
  return [...found.values()];
}

/**
 * Attachments that should hold it, the best first: encrypted to who reads secrets now, then as it was recorded. What is read
 * is believed by its digest alone.
 */
export function sealedForms({ sealings }: LedgerState, { digest, sealed }: BundleName): readonly string[] {
  return [...new Set([sealings.get(digest)?.attachment ?? sealed, sealed])];
}

/** Notes how the secrets of a content that comes are encrypted; those of an old version that comes again stay as they are. */
export function noteSealing({ sealings }: Draft, { bundle }: Content, seq: number): void {
  if (bundle && !sealings.has(bundle.digest)) sealings.set(bundle.digest, { attachment: bundle.sealed, seq });
}
