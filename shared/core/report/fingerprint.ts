/** A finding's identity that outlives edits elsewhere in the file, so that a service knows one it has seen before. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Finding } from '../validation/finding.ts';

/** Made of path, code and field, and counted where these are the same; never of a value. In the findings' order. */
export function fingerprints(findings: readonly Finding[], path: string): string[] {
  const counts = new Map<string, number>();
  return findings.map(({ code, field }) => {
    const identity = canonicalJson([path, code, field ?? null]);
    const count = counts.get(identity) ?? 0;
    counts.set(identity, count + 1);
    return bytesToHex(sha256(utf8ToBytes(`${identity}:${count}`))).slice(0, 32);
  });
}
