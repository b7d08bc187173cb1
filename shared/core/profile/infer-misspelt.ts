/** Tells which names are slips of the keys, so that a schema made from the files does not make them right. */
import { slipOf } from '../text/nearest.ts';
import type { InferredField } from './infer-fields.ts';
import type { ReadFile } from './infer-read.ts';

export interface Misspelling {
  readonly name: string;
  /** What was probably meant. */
  readonly meant: string;
  /** The file that has it. */
  readonly path: string;
}

/** A name that one environment's file alone has, and a near one that only this file lacks. */
export function misspellings(
  fields: readonly InferredField[],
  complete: readonly ReadFile[],
): readonly Misspelling[] {
  if (complete.length < 2) return [];
  const alone = fields.filter(({ absentIn }) => absentIn.length === complete.length - 1);
  return alone.flatMap(({ name, absentIn }) => {
    const file = complete.find(({ path }) => !absentIn.includes(path));
    if (!file || file.isTemplate) return [];
    const lacking = fields.filter(field => field.absentIn.length === 1 && field.absentIn[0] === file.path);
    const meant = slipOf(
      name,
      lacking.map(field => field.name),
    );
    return meant === undefined ? [] : [{ name, meant, path: file.path }];
  });
}

/** The fields as they would be with the names as they were meant. */
export function corrected(
  fields: readonly InferredField[],
  wrong: readonly Misspelling[],
): readonly InferredField[] {
  const meant = new Set(wrong.map(each => each.meant));
  return fields
    .filter(({ name }) => !wrong.some(each => each.name === name))
    .map(field => (meant.has(field.name) ? { ...field, absentIn: [], required: true } : field));
}
