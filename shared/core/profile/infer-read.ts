/** Reads a folder's files once, as inference looks at them: which variables each sets, and what kind of text each has. */
import { parseDotenv } from '../document/dotenv.ts';
import { formatOf } from '../document/format.ts';
import { baseNameOf } from '../text/path.ts';
import { isReference } from '../validation/secret-value.ts';
import type { InferenceInput } from './infer.ts';

export interface ReadFile {
  /** Relative to the folder that is set up. */
  readonly path: string;
  /** For others to fill in: `.env.example`. */
  readonly isTemplate: boolean;
  /** By name, as the file spells it; of a name that stands twice the last. */
  readonly variables: ReadonlyMap<string, Variable>;
}

export interface Variable {
  readonly text: string;
  /** `elsewhere`: a reference or a command; what it stands for cannot be told. */
  readonly kind: 'value' | 'blank' | 'elsewhere';
}

const TEMPLATES = new Set(
  'example sample template tpl dist defaults default schema vault me keys'.split(' '),
);

/** The dotenv files among the inputs, by path. */
export function readFiles(inputs: readonly InferenceInput[]): ReadFile[] {
  return inputs
    .filter(({ path }) => formatOf(path) === 'dotenv')
    .map(({ path, text }) => ({ path, isTemplate: isTemplate(path), variables: variablesOf(text) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `.env.example`, `.env.production.sample`, `example.env`. */
export function isTemplate(path: string): boolean {
  return baseNameOf(path)
    .toLowerCase()
    .split(/[._-]/)
    .some(part => TEMPLATES.has(part));
}

function variablesOf(text: string): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const root of parseDotenv(text, { dialect: 'dotenv' }).roots) {
    if (root.kind !== 'map') continue;
    for (const { key, value } of root.entries) {
      if (value.kind !== 'scalar') continue;
      const read = String(value.value ?? '');
      const isElsewhere = value.unread !== undefined || value.references.length > 0 || isReference(read);
      variables.set(key, { text: read, kind: kindOf(read, isElsewhere) });
    }
  }
  return variables;
}

function kindOf(text: string, isElsewhere: boolean): Variable['kind'] {
  if (isElsewhere) return 'elsewhere';
  return text.trim() === '' ? 'blank' : 'value';
}
