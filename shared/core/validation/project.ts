/**
 * A project is everything that decides how the files of one folder are checked: the manifest, the profile it extends
 * (merged and compiled), and what was wrong with them.
 */

import type { DialectName } from '../document/dialect.ts';
import type { Problem } from '../document/document.ts';
import type { Manifest, Profile } from '../profile/profile.ts';
import type { CompiledProfile } from './compile.ts';

export interface Project {
  readonly manifest: Manifest;
  readonly profile: Profile;
  readonly compiled: CompiledProfile;
  /** Problems of the manifest and of the profile files it names, by path relative to the manifest's folder. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Every file that was read to build this, relative; a change to one of them makes the project stale. */
  readonly sources: readonly string[];
}

/** How one file is to be checked. */
export interface Governance {
  /** Absent: nothing but the file's own syntax and portability is checked. */
  readonly project?: Project;
  readonly environment?: string;
  /** Nobody has said so: it is from the file's name, and the document's own field counts more. */
  readonly isEnvironmentGuessed?: boolean;
  /** Never empty. The first governs how a dotenv file is read. */
  readonly dialects: readonly DialectName[];
  /** Nothing tells who reads the file: the one dialect is a default. */
  readonly isDialectGuessed?: boolean;
  readonly map?: ReadonlyMap<string, string>;
}
