/** Tells what each variable of a folder's files is: its kind, whether it is a secret, and whether it has to be set. */
import { looksSecret } from '../validation/secret-name.ts';
import { type Claim, isUrl, KINDS, type Kind } from './infer-kinds.ts';
import type { ReadFile, Variable } from './infer-read.ts';

export interface InferredField {
  /** As most files spell it. */
  readonly name: string;
  /** What a schema says of it; never made from a secret's value. */
  readonly claim: Claim;
  readonly secret: boolean;
  /** Every file that has to be complete sets it. */
  readonly required: boolean;
  /** Files that have to be complete and do not set it. */
  readonly absentIn: readonly string[];
  /** Files in which it is empty, where a schema would not take that for its kind. */
  readonly blankIn: readonly string[];
  /** What the value is everywhere else, and the files where it is not. */
  readonly outliers?: { readonly noun: string; readonly files: readonly string[] };
}

interface Sighting extends Variable {
  readonly name: string;
  readonly file: ReadFile;
  readonly isLiteral: boolean;
}

export interface FieldFiles {
  readonly files: readonly ReadFile[];
  /** Those that are expected to set every variable: no overrides. */
  readonly complete: readonly ReadFile[];
  /** Whether who reads the file takes `${NAME}` for the characters that it is. */
  readonly keepsReferences: (file: ReadFile) => boolean;
}

/**
 * @returns one field for each name, letter case aside, in the order of the files
 */
export function inferFields({ files, complete, keepsReferences }: FieldFiles): InferredField[] {
  const sightings = new Map<string, Sighting[]>();
  for (const file of files.toSorted(templatesFirst)) {
    const isLiteral = keepsReferences(file);
    for (const [name, variable] of file.variables) {
      const known = sightings.get(name.toUpperCase()) ?? [];
      known.push({ ...variable, name, file, isLiteral });
      sightings.set(name.toUpperCase(), known);
    }
  }
  const environments = complete.filter(({ isTemplate }) => !isTemplate);
  return [...sightings.values()].map(all => {
    const name = usualName(all);
    const absentIn = complete.filter(file => !all.some(sighting => sighting.file === file));
    const required = environments.length > 0 && absentIn.length === 0;
    return { name, required, absentIn: absentIn.map(({ path }) => path), ...judge(name, all) };
  });
}

function templatesFirst(a: ReadFile, b: ReadFile): number {
  return Number(b.isTemplate) - Number(a.isTemplate);
}

/** Of as many the one in capitals, else the first. */
function usualName(all: readonly Sighting[]): string {
  const names = [...new Set(all.map(({ name }) => name))];
  const count = (wanted: string): number => all.filter(({ name }) => name === wanted).length;
  const isUpper = (name: string): number => Number(name === name.toUpperCase());
  return names.toSorted((a, b) => count(b) - count(a) || isUpper(b) - isUpper(a))[0] ?? '';
}

type Judgement = Pick<InferredField, 'claim' | 'secret' | 'blankIn' | 'outliers'>;

const TEXT: Claim = { type: 'string' };
const UNKNOWN: Judgement = { claim: TEXT, secret: false, blankIn: [] };

function judge(name: string, all: readonly Sighting[]): Judgement {
  const values = all.filter(({ kind }) => kind === 'value');
  const blankIn = all.filter(({ kind }) => kind === 'blank').map(({ file }) => file.path);
  if (isSecret(name, values)) {
    const isAddress =
      values.length > 0 &&
      all.every(({ kind, text, isLiteral }) =>
        kind === 'elsewhere' ? !isLiteral : kind === 'value' && isUrl(text),
      );
    return {
      claim: isAddress ? { ...TEXT, format: 'uri', secret: true } : { ...TEXT, secret: true },
      secret: true,
      blankIn: [],
    };
  }
  if (all.some(({ kind, isLiteral }) => kind === 'elsewhere' && isLiteral)) return UNKNOWN;
  for (const kind of KINDS) {
    const found = claimOf(kind, name.toUpperCase(), values);
    if (!found) continue;
    const claim = blankIn.length > 0 ? nullable(found.claim) : found.claim;
    const outliers = found.outliers.length > 0 && { noun: kind.noun, files: found.outliers };
    return { claim, secret: false, blankIn, ...(outliers && { outliers }) };
  }
  return UNKNOWN;
}

/** How issuers begin a secret, in a placeholder too: `sk_test_xxx`. */
const ISSUED = /^(?:sk|rk|whsec|ghp|ghs|xox[abp]|glpat)[_-]/;

/** By its name or the look of one of its values; switches such as `PASSWORD_LOGIN=true` are none. */
function isSecret(name: string, values: readonly Sighting[]): boolean {
  if (values.length > 0 && values.every(({ text }) => /^(?:true|false|yes|no|on|off)$/i.test(text)))
    return false;
  return (
    looksSecret(name, undefined) || values.some(({ text }) => ISSUED.test(text) || looksSecret(name, text))
  );
}

/** Undefined: not of this kind, or not evidently. A template is right by definition. */
function claimOf(
  kind: Kind,
  name: string,
  values: readonly Sighting[],
): { readonly claim: Claim; readonly outliers: readonly string[] } | undefined {
  const fitting = values.filter(({ text }) => kind.fits(text, name));
  if (fitting.length === 0) return undefined;
  const others = values.filter(sighting => !fitting.includes(sighting));
  const areMistakes = others.every(({ text, file }) => !file.isTemplate && !kind.isExcuse(text));
  if (others.length > 0 && !(kind.isNamed(name) && areMistakes)) return undefined;
  const texts = fitting.map(({ text }) => text);
  return { claim: kind.claim(texts, name), outliers: others.map(({ file }) => file.path) };
}

/** An empty variable counts as null where null is allowed. */
function nullable(claim: Claim): Claim {
  const { enum: choices, type = 'string' } = claim;
  return {
    ...claim,
    type: [String(type), 'null'],
    ...(Array.isArray(choices) && { enum: [...choices, null] }),
  };
}
