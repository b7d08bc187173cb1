/** Checks texts against a built-in profile, or one given as data, the way every test of the check does. */
import { builtinProfile } from 'secure-config:profiles';
import type { DialectName } from '../../shared/core/document/dialect.ts';
import type { Manifest, Profile, Waiver } from '../../shared/core/profile/profile.ts';
import { type Checked, checkText } from '../../shared/core/validation/check.ts';
import { compileProfile } from '../../shared/core/validation/compile.ts';
import type { Governance, Project } from '../../shared/core/validation/project.ts';

/** The moment of every check in the tests. */
export const NOW = new Date('2026-06-01T12:00:00Z');

export function profileNamed(name: string): Profile {
  const profile = builtinProfile(name);
  if (!profile) throw new Error(`there is no built-in profile ${name}`);
  return profile;
}

export async function projectOf(profile: Profile, waivers: readonly Waiver[] = []): Promise<Project> {
  const manifest: Manifest = { extends: [profile.name], files: [], waivers };
  return { manifest, profile, compiled: await compileProfile(profile), problems: new Map(), sources: [] };
}

export interface CheckOptions {
  readonly path?: string;
  readonly environment?: string;
  readonly dialects?: readonly DialectName[];
  readonly map?: ReadonlyMap<string, string>;
}

/** Checks one text; the environment is the document's own unless it is given. */
export function checkWith(project: Project, text: string, options: CheckOptions = {}): Checked {
  const { path = '.env', environment, dialects = ['dotenv'], map } = options;
  const governance: Governance = {
    project,
    dialects,
    ...(environment !== undefined && { environment }),
    ...(map && { map }),
  };
  return checkText({ path, text, governance, now: NOW });
}
