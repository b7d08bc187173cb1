/** Which waiver, of the manifest's and the file's own, excuses which rule in which file. */
import type { Document } from '../document/document.ts';
import type { Waiver } from '../profile/profile.ts';
import { isInForce, readInlineWaivers, waiverFindings } from '../profile/waivers.ts';
import { compileGlob } from '../text/glob.ts';
import type { Finding } from './finding.ts';
import type { Project } from './project.ts';
import type { RuleOutcome } from './rules.ts';

export interface WaiversInForce {
  readonly inline: readonly Waiver[];
  readonly byRule: ReadonlyMap<string, Waiver>;
}

/** A waiver in the file counts before one in the manifest. */
export function waiversInForce(
  document: Document,
  project: Project,
  path: string,
  now: Date,
): WaiversInForce {
  const inline = readInlineWaivers(document, path);
  const ofManifest = project.manifest.waivers.filter(waiver => governs(waiver, path));
  const byRule = new Map<string, Waiver>();
  for (const waiver of [...ofManifest, ...inline]) {
    if (isInForce(waiver, now)) byRule.set(waiver.rule, waiver);
  }
  return { inline, byRule };
}

function governs({ files }: Waiver, path: string): boolean {
  if (files.length === 0) return true;
  return files.some(pattern => {
    const compiled = compileGlob(pattern);
    return compiled.ok && compiled.glob.matches(path);
  });
}

/** What is wrong with the file's own waivers; the manifest's are shown in the manifest. */
export function inlineWaiverFindings(
  { inline }: WaiversInForce,
  outcomes: readonly RuleOutcome[],
  project: Project,
  now: Date,
): readonly Finding[] {
  if (inline.length === 0) return [];
  const used = new Set(outcomes.flatMap(({ waivedBy }) => waivedBy ?? []));
  return waiverFindings(inline, { now, rules: project.profile.rules.map(({ id }) => id), used });
}
