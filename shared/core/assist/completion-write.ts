/** Writes what is put in, in the file's own style: `export`, quotes, indentation. */
import type { JsonValue } from '../profile/profile.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import type { Setting } from '../validation/settings.ts';
import { asText, isExported, type Quote, quoteOf, writeText } from '../validation/write-variable.ts';
import { writeScalar } from '../validation/write-yaml.ts';
import { candidatesFor } from './completion-candidates.ts';
import { placeholder } from './completion-item.ts';
import type { Missing } from './completion-missing.ts';

/** More than this many to choose from are left to completion of the value. */
const MOST_CHOICES = 20;

export interface Style {
  readonly quote: Quote;
  readonly exported: boolean;
}

/** That of the neighbour; `export` only where every line begins so when there is no neighbour. */
export function styleOf(neighbour: Setting | undefined, { document }: CheckedUnit): Style {
  if (!neighbour) return { quote: '', exported: false };
  return { quote: quoteOf(neighbour, document.text), exported: isExported(neighbour, document.text) };
}

export interface WriteOptions {
  readonly unit: CheckedUnit;
  readonly siblings: readonly Checked[];
  readonly snippets: boolean;
}

/** `number`: which stop of the snippet it is. Without snippets there is nothing behind the equals sign. */
export function variableText(
  { name, path }: Missing,
  { quote, exported }: Style,
  number: number,
  options: WriteOptions,
): string {
  const start = `${exported ? 'export ' : ''}${name}=`;
  if (!options.snippets) return start;
  const { unit } = options;
  const empty = unit.dialect === 'docker-run' ? '' : quote;
  const choices = choicesFor(path, options).map(value => writeText(asText(value), quote, unit));
  const stop = placeholder(number, choices);
  return choices.length > 0 ? start + stop : `${start}${empty}${stop}${empty}`;
}

/** The value of a YAML key. */
export function scalarText({ path }: Missing, number: number, options: WriteOptions): string {
  if (!options.snippets) return '';
  return placeholder(
    number,
    choicesFor(path, options).map(value => writeScalar(value)),
  );
}

/** Those that no rule objects to; a list of values where there is one, else the likeliest value. */
function choicesFor(path: string, { unit }: WriteOptions): readonly JsonValue[] {
  const good = candidatesFor(path, unit, []).filter(
    ({ violates, isStart }) => violates.length === 0 && !isStart,
  );
  const advised = good.findIndex(({ notes }) => notes.length > 0);
  const first = good[Math.max(0, advised)];
  const ordered = first ? [first, ...good.filter(each => each !== first)] : [];
  const values = ordered.map(({ value }) => value);
  const field = unit.compiled.fields.get(path.toLowerCase());
  const isChoice = field?.type === 'boolean' || Array.isArray(field?.schema.enum);
  return isChoice && values.length <= MOST_CHOICES ? values : values.slice(0, isChoice ? 0 : 1);
}
