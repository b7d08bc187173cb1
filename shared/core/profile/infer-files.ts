/** Groups a folder's configuration files into the patterns of a manifest. */
import { formatOf } from '../document/format.ts';
import { baseNameOf, folderOf } from '../text/path.ts';
import { canonicalEnvironment } from './environments.ts';
import type { InferenceInput } from './infer.ts';

export interface ProposedPattern {
  readonly match: string;
  readonly environment?: string;
  readonly reason: string;
  /** False: written as a comment, because somebody has to decide first. */
  readonly active: boolean;
  readonly isDotenv: boolean;
}

export interface InferredFiles {
  readonly patterns: readonly ProposedPattern[];
  /** Words that stand where an environment's name would. */
  readonly unknownEnvironments: readonly string[];
  readonly notes: readonly string[];
}

const TEMPLATES = new Set(
  'example sample template tpl dist defaults default schema vault me keys'.split(' '),
);

/** More particular patterns first: the first that matches a file counts. */
const ORDER: readonly Shape['kind'][] = ['template', 'named', 'override', 'captured', 'plain', 'yaml'];

export function inferFiles(inputs: readonly InferenceInput[]): InferredFiles {
  const shapes = new Map<string, Shape>();
  const add = (shape: Omit<Shape, 'files'>, path: string): void => {
    const key = `${shape.match}\0${shape.folder}`;
    const known = shapes.get(key) ?? { ...shape, files: [] };
    shapes.set(key, { ...known, files: [...known.files, path] });
  };
  for (const { path, text } of inputs.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const shape = formatOf(path) === 'dotenv' ? dotenvShape(path) : yamlShape(path, text);
    if (shape) add(shape, path);
  }
  const merged = acrossFolders([...shapes.values()]).toSorted(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
  const proposed = merged.map(proposal);
  const patterns = proposed.some(({ active }) => active) ? proposed : [NOTHING_YET, ...proposed];
  const words = new Set([...shapes.values()].flatMap(unknownWords));
  return { patterns, unknownEnvironments: [...words], notes: notesOf([...shapes.values()]) };
}

interface Shape {
  readonly folder: string;
  /** Of the file's name. */
  readonly match: string;
  readonly kind: 'template' | 'named' | 'override' | 'captured' | 'plain' | 'yaml';
  readonly word?: string;
  readonly files: readonly string[];
}

type NewShape = Omit<Shape, 'files'>;

const NOTHING_YET: ProposedPattern = {
  match: '.env.{environment}',
  reason: 'There is no .env file yet; these would be found.',
  active: true,
  isDotenv: true,
};

function dotenvShape(path: string): NewShape {
  const [folder, name] = [folderOf(path), baseNameOf(path)];
  if (name === '.env') return { folder, match: '.env', kind: 'plain' };
  const behind = /^\.env\.(.+)$/.exec(name)?.[1];
  if (behind === undefined) return environmentFile(folder, name);
  const parts = behind.toLowerCase().split('.');
  if (parts.some(part => TEMPLATES.has(part))) return { folder, match: name, kind: 'template' };
  if (parts.length === 2 && parts[1] === 'local')
    return { folder, match: '.env.{environment}.local', kind: 'override' };
  return { folder, match: '.env.{environment}', kind: 'captured', word: behind };
}

/** `production.env`, or a name that says nothing. */
function environmentFile(folder: string, name: string): NewShape {
  const stem = name.slice(0, -'.env'.length);
  const known = isEnvironment(stem);
  return known
    ? { folder, match: '{environment}.env', kind: 'captured', word: stem }
    : { folder, match: name, kind: 'named' };
}

/** YAML files that are called like an environment, unless they are something else's. */
function yamlShape(path: string, text: string): NewShape | undefined {
  const [, stem = '', extension = ''] = /^(.+)\.(ya?ml)$/.exec(baseNameOf(path)) ?? [];
  if (!isEnvironment(stem) || path.startsWith('.github/')) return undefined;
  if (/^(apiVersion|kind|jobs|on|pipeline|stages|AWSTemplateFormatVersion)\s*:/m.test(text)) return undefined;
  return { folder: folderOf(path), match: `{environment}.${extension}`, kind: 'yaml', word: stem };
}

/** The same file names in several folders become one pattern. */
function acrossFolders(shapes: readonly Shape[]): Shape[] {
  const byMatch = new Map<string, Shape[]>();
  for (const shape of shapes) {
    const key = `${shape.kind}\0${shape.match}`;
    byMatch.set(key, [...(byMatch.get(key) ?? []), shape]);
  }
  return [...byMatch.values()].flatMap(same => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    return [{ ...first, folder: '**', files: same.flatMap(shape => shape.files) }];
  });
}

function proposal(shape: Shape): ProposedPattern {
  const match = shape.folder === '' ? shape.match : `${shape.folder}/${shape.match}`;
  const isDotenv = shape.kind !== 'yaml';
  return { match, reason: reasonFor(shape), active: isDotenv, isDotenv };
}

function reasonFor({ kind, files }: Shape): string {
  const names = `${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
  switch (kind) {
    case 'override':
    case 'captured':
      return `${names}: the name says which environment.`;
    case 'plain':
      return `${names}: the name does not say which environment. Add environment: development if it is that.`;
    case 'template':
      return `${names}: a template for others to fill in.`;
    case 'named':
      return `${names}: add environment: production if it is that.`;
    case 'yaml':
      return `${names}: to check it, add a map from its paths to fields, and take the # away.`;
  }
}

function unknownWords({ kind, word }: Shape): string[] {
  if (kind !== 'captured' || word === undefined) return [];
  return isEnvironment(word) ? [] : [word];
}

function notesOf(shapes: readonly Shape[]): string[] {
  const of = (kind: Shape['kind']): string =>
    shapes
      .filter(shape => shape.kind === kind)
      .flatMap(shape => shape.files)
      .join(', ');
  const silent = [of('plain'), of('named')].filter(Boolean).join(', ');
  const yaml = of('yaml');
  return [
    ...(silent === '' ? [] : [`Which environment ${silent} is for cannot be told from the name.`]),
    ...(yaml === '' ? [] : [`${yaml}: YAML that may be configuration; it is proposed as a comment.`]),
  ];
}

function isEnvironment(word: string): boolean {
  return canonicalEnvironment(word, new Map()) !== undefined;
}
