/** Proposes manifests for a folder from the files that are there, and says what could not be told. */

import { type ComposeFile, isComposeFile, readComposeFiles } from './infer-compose.ts';
import { inferFields } from './infer-fields.ts';
import { type FileGroup, groupFiles } from './infer-files.ts';
import { corrected, misspellings } from './infer-misspelt.ts';
import { inferNames } from './infer-names.ts';
import { composeNotes, fieldNotes, nameNotes } from './infer-notes.ts';
import { inferPatterns } from './infer-patterns.ts';
import { type ReadFile, readFiles } from './infer-read.ts';
import { composeSeenFrom, inferReaders } from './infer-readers.ts';
import { manifestText } from './infer-text.ts';
import { inferUnits, type SetUpUnit } from './infer-units.ts';

export interface InferenceInput {
  /** Relative to the folder, `/` between parts. */
  readonly path: string;
  readonly text: string;
}

export interface SetUp {
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** What was inferred and what could not be told, a sentence each. */
  readonly notes: readonly string[];
}

const MANIFEST = 'secure-config.yaml';

/**
 * One `secure-config.yaml`, each line with its reason; one for each program of a repository of several. Pure: nothing
 * is written. Values are looked at, and nothing of a secret's is written down.
 * @param inputs configuration files, and those that tell who reads them (Compose files, package.json, …)
 */
export function planSetUp(inputs: readonly InferenceInput[]): SetUp {
  const compose = readComposeFiles(inputs);
  const units = inferUnits(inputs);
  const plans = units.map(unit => planUnit(unit, composeSeenFrom(unit.folder, compose)));
  const isOne = units.length === 1;
  const notes = plans.flatMap(({ folder, notes: own }) =>
    own.map(note => (isOne || folder === '' ? note : `${folder}: ${note}`)),
  );
  const several = isOne
    ? []
    : [`${units.length} programs have .env files of their own here, so each has its own manifest.`];
  return {
    files: plans.map(({ folder, content }) => ({ path: inFolder(folder, MANIFEST), content })),
    notes: [...several, ...notes],
  };
}

interface UnitPlan {
  readonly folder: string;
  readonly content: string;
  readonly notes: readonly string[];
}

function planUnit({ folder, inputs }: SetUpUnit, compose: readonly ComposeFile[]): UnitPlan {
  const read = readFiles(inputs);
  const groups = groupFiles(inputs.filter(({ path }) => !isComposeFile(path)));
  const names = inferNames(read);
  const isVoicehive = names.prefix === 'VOICEHIVE_' || names.usesVoicehive;
  const { governed, complete, partial } = divide(read, groups);
  const readers = inferReaders(inputs, compose);
  const keepsReferences = (file: ReadFile): boolean => readers.keepReferences(file.path, file.isTemplate);
  const found = inferFields({ files: governed, complete, keepsReferences });
  const wrong = isVoicehive ? [] : misspellings(found, complete);
  const fields = corrected(found, wrong);
  const patterns = inferPatterns({ groups, read, compose, partial });
  const content = manifestText({ names, isVoicehive, patterns, readers, fields: isVoicehive ? [] : fields });
  const notes = [
    ...patterns.notes,
    ...nameNotes(names, isVoicehive),
    ...(isVoicehive ? [] : fieldNotes(fields, complete, wrong)),
    ...composeNotes(fields, compose),
    ...readers.notes,
  ];
  return { folder, content, notes };
}

interface Division {
  readonly governed: readonly ReadFile[];
  /** Those that are expected to set everything. */
  readonly complete: readonly ReadFile[];
  /** Overrides that lack something that all the complete ones set. */
  readonly partial: ReadonlySet<string>;
}

function divide(read: readonly ReadFile[], groups: readonly FileGroup[]): Division {
  const overrides = new Set(groups.flatMap(({ kind, files }) => (kind === 'override' ? files : [])));
  const whole = read.filter(({ path }) => !overrides.has(path));
  if (whole.length === 0) return { governed: read, complete: read, partial: new Set() };
  const common = commonNames(whole);
  const lacks = ({ variables }: ReadFile): boolean => {
    const own = upperNames(variables);
    return [...common].some(name => !own.has(name));
  };
  const partial = new Set(
    read.filter(file => overrides.has(file.path) && lacks(file)).map(({ path }) => path),
  );
  return { governed: read.filter(({ path }) => !partial.has(path)), complete: whole, partial };
}

function commonNames(files: readonly ReadFile[]): ReadonlySet<string> {
  const [first, ...rest] = files.map(({ variables }) => upperNames(variables));
  return new Set([...(first ?? [])].filter(name => rest.every(names => names.has(name))));
}

function upperNames(variables: ReadFile['variables']): ReadonlySet<string> {
  return new Set([...variables.keys()].map(name => name.toUpperCase()));
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
