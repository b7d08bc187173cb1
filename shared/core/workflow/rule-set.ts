/** The digest of everything that decides whether a content is in order: what a policy names, and an approval binds. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FilePattern, JsonValue, Rule, Waiver } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Project } from '../validation/project.ts';

/** Of what is digested: it changes when this list does. */
const FORMAT_VERSION = 1;

/**
 * `sha256:` + hex, the same on every machine and whatever the order of keys, rules and waivers. Names, descriptions and
 * remedies are left out, for they decide nothing; so are approvals and drift, which the ledger's policy holds.
 */
export function ruleSetDigest({ profile, manifest }: Pick<Project, 'profile' | 'manifest'>): string {
  const text = canonicalJson({
    formatVersion: FORMAT_VERSION,
    prefix: profile.prefix,
    delimiter: profile.delimiter,
    environmentField: profile.environmentField ?? null,
    environments: Object.fromEntries(
      [...profile.environments].map(([name, others]) => [name, [...others].sort()]),
    ),
    fallbacks: profile.fallbacks,
    schema: profile.schema ?? null,
    rules: ordered(profile.rules.map(decidingPart)),
    waivers: ordered(manifest.waivers.map(waiverPart)),
    files: manifest.files.map(patternPart),
  });
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

function decidingPart({ id, severity, environments, fields, must, waivable }: Rule): JsonValue {
  return { id, severity, environments: [...environments].sort(), fields: [...fields].sort(), must, waivable };
}

function waiverPart({ rule, files, until, reason }: Waiver): JsonValue {
  return { rule, files: [...files].sort(), until: until ?? null, reason: reason ?? null };
}

/** Their order counts: the first that matches governs a file. */
function patternPart({ match, environment, dialects, map }: FilePattern): JsonValue {
  return { match, environment: environment ?? null, dialects, map: map ? Object.fromEntries(map) : null };
}

function ordered(items: readonly JsonValue[]): JsonValue[] {
  return items.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}
