/** One run over the files that a project is made of: what was read, what was wrong, and what the outside has to give. */
import type { Problem } from '../document/document.ts';
import { folderOf, joinPath } from '../text/path.ts';
import type { Span } from '../text/text.ts';
import type { Profile } from './profile.ts';

/** Everything the outside has to give. Paths are relative to one folder; `..` leads out of it, `outward` times at most. */
export interface ResolveHost {
  /** `reason`: why it could not be read, as sentences that do not name the file. */
  read(path: string): Promise<{ readonly text: string } | { readonly reason: string }>;
  /** Every file in a folder and the folders in it, relative to that folder; undefined when it is no folder. */
  list(folder: string): Promise<readonly string[] | undefined>;
  builtin(name: string): Profile | undefined;
  readonly builtinNames: readonly string[];
  /** How many folders up may be left by `..`. */
  readonly outward: number;
  /** False: only built-in profiles are used. */
  readonly trusted: boolean;
}

export interface Resolved {
  readonly profile: Profile;
  /** By path. Files without problems are not in it. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Every file that was read or asked for, and every folder that was looked through (with `/` behind it). */
  readonly sources: readonly string[];
  /** Where rules and schema are written, to show there what a compiler says of them. */
  readonly places: { readonly rules: ReadonlyMap<string, Place>; readonly schema?: Place };
}

export interface Place {
  readonly path: string;
  readonly span: Span;
}

export interface Resolution {
  readonly host: ResolveHost;
  readonly problems: Map<string, readonly Problem[]>;
  readonly sources: Set<string>;
  readonly rulePlaces: Map<string, Place>;
  schemaPlace: Place | undefined;
  /** Profiles that have been merged so far. */
  layers: number;
  report(path: string, ...problems: readonly Problem[]): void;
  /** Undefined, with a problem at `from`, when the file cannot be read. */
  read(path: string, from: Place): Promise<string | undefined>;
}

/** Files that a project is made of at most. */
const MOST_FILES = 2000;

export function startResolution(host: ResolveHost): Resolution {
  const problems = new Map<string, readonly Problem[]>();
  const sources = new Set<string>();
  const report = (path: string, ...found: readonly Problem[]): void => {
    if (found.length > 0) problems.set(path, [...(problems.get(path) ?? []), ...found]);
  };
  const read = async (path: string, from: Place): Promise<string | undefined> => {
    if (sources.size >= MOST_FILES) {
      const message = `A project is made of at most ${MOST_FILES} files, so ${path} is not read. Put rules together.`;
      report(from.path, at(from.span, 'too-many-files', message));
      return undefined;
    }
    sources.add(path);
    const result = await host.read(path);
    if ('text' in result) return result.text;
    const message = `${path} cannot be read, so nothing of it is used. ${result.reason}`;
    report(from.path, at(from.span, 'unreadable', message));
    return undefined;
  };
  return { host, problems, sources, rulePlaces: new Map(), schemaPlace: undefined, layers: 0, report, read };
}

/** What `relative` means in the file at `from`; undefined, with a problem there, when it leads out of the workspace. */
export function pathFrom(relative: string, from: Place, { host, report }: Resolution): string | undefined {
  const path = joinPath(folderOf(from.path), relative, host.outward);
  if (path !== undefined) return path;
  const message =
    'This path is absolute, or leads out of the workspace, so it is not read. Write a path relative to this file, with / between its parts, that stays inside.';
  report(from.path, at(from.span, 'outside', message));
  return undefined;
}

/** A problem of the `manifest` area. */
export function at(
  span: Span,
  name: string,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem {
  return { code: `manifest/${name}`, severity, message, span };
}
