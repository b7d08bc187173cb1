/** Groups a folder's configuration files into the patterns of a manifest. */
import { formatOf } from '../document/format.ts';
import { baseNameOf, folderOf } from '../text/path.ts';
import { canonicalEnvironment } from './environments.ts';
import type { InferenceInput } from './infer.ts';
import { isTemplate } from './infer-read.ts';
import { environmentFolder } from './infer-units.ts';

export interface FileGroup {
  /** Relative to the manifest, with captures. */
  readonly match: string;
  readonly kind: FileKind;
  readonly files: readonly string[];
  /** What stand where an environment's name would. */
  readonly words: readonly string[];
}

/**
 * `template`: for others to fill in; `override`: what differs on one machine; `captured`: the name or folder says which
 * environment; `plain`: `.env`; `named`: another name, such as `worker.env`.
 */
export type FileKind = 'template' | 'named' | 'override' | 'captured' | 'plain' | 'yaml';

/** More particular patterns first: the first that matches a file counts. */
const ORDER: readonly FileKind[] = ['template', 'named', 'override', 'captured', 'plain', 'yaml'];

export function groupFiles(inputs: readonly InferenceInput[]): FileGroup[] {
  const groups = new Map<string, FileGroup & { readonly folder: string }>();
  for (const { path, text } of inputs.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const shape = formatOf(path) === 'dotenv' ? dotenvShape(path) : yamlShape(path, text);
    if (!shape) continue;
    const { word, ...rest } = shape;
    const key = `${rest.kind}\0${rest.match}\0${rest.folder}`;
    const known = groups.get(key) ?? { ...rest, files: [], words: [] };
    const words = word === undefined ? known.words : [...known.words, word];
    groups.set(key, { ...known, files: [...known.files, path], words });
  }
  const placed = acrossFolders([...groups.values()]);
  return placed.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

export function isEnvironment(word: string): boolean {
  return canonicalEnvironment(word, new Map()) !== undefined;
}

interface Shape {
  readonly folder: string;
  /** Of the file's name. */
  readonly match: string;
  readonly kind: FileKind;
  readonly word?: string;
}

function dotenvShape(path: string): Shape {
  const [folder, name] = [folderOf(path), baseNameOf(path)];
  if (isTemplate(path)) return { folder, match: name, kind: 'template' };
  if (name === '.env') return plainShape(path);
  const behind = /^\.env\.(.+)$/.exec(name)?.[1];
  if (behind === undefined) return environmentFile(folder, name);
  const parts = behind.toLowerCase().split('.');
  if (parts.length === 2 && parts[1] === 'local')
    return { folder, match: '.env.{environment}.local', kind: 'override' };
  if (behind === 'local') return { folder, match: name, kind: 'override' };
  return { folder, match: '.env.{environment}', kind: 'captured', word: behind };
}

/** `.env`, whose folder may say what its name does not. */
function plainShape(path: string): Shape {
  const folder = folderOf(path);
  const word = environmentFolder(path);
  if (word === undefined) return { folder, match: '.env', kind: 'plain' };
  return { folder: folderOf(folder), match: '{environment}/.env', kind: 'captured', word };
}

/** `production.env`, or a name that says nothing. */
function environmentFile(folder: string, name: string): Shape {
  const stem = name.slice(0, -'.env'.length);
  return isEnvironment(stem)
    ? { folder, match: '{environment}.env', kind: 'captured', word: stem }
    : { folder, match: name, kind: 'named' };
}

/** YAML files that are called like an environment, unless they are something else's. */
function yamlShape(path: string, text: string): Shape | undefined {
  const [, stem = '', extension = ''] = /^(.+)\.(ya?ml)$/.exec(baseNameOf(path)) ?? [];
  if (!isEnvironment(stem) || path.startsWith('.github/')) return undefined;
  if (/^(apiVersion|kind|jobs|on|pipeline|stages|AWSTemplateFormatVersion)\s*:/m.test(text)) return undefined;
  return { folder: folderOf(path), match: `{environment}.${extension}`, kind: 'yaml', word: stem };
}

/** The same file names in several folders become one pattern. */
function acrossFolders(groups: readonly (FileGroup & { readonly folder: string })[]): FileGroup[] {
  const byMatch = new Map<string, (FileGroup & { readonly folder: string })[]>();
  for (const group of groups) {
    const key = `${group.kind}\0${group.match}`;
    byMatch.set(key, [...(byMatch.get(key) ?? []), group]);
  }
  return [...byMatch.values()].flatMap(same => {
    const [first] = same;
    if (first === undefined) return [];
    const folder = same.length === 1 ? first.folder : '**';
    return {
      kind: first.kind,
      match: folder === '' ? first.match : `${folder}/${first.match}`,
      files: same.flatMap(({ files }) => files),
      words: same.flatMap(({ words }) => words),
    };
  });
}
