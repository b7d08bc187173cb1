/** Runs the compiled schema over a document's values and leaves out what only repeats another error. */
import { pointerParts } from '../document/json.ts';
import type { SchemaError } from './compile.ts';
import type { Unit } from './unit.ts';

export interface PlacedError {
  readonly error: SchemaError;
  /** Keys from the document's root to the value that is objected to. */
  readonly parts: readonly string[];
}

/** A change below one top-level field only concerns that field's validator and the root's. */
export function schemaErrors({ compiled, values }: Unit): PlacedError[] {
  if (!compiled.schema) return [];
  const errors = placed(compiled.schema.root(values.tree), []);
  for (const [name, validator] of compiled.schema.properties) {
    if (Object.hasOwn(values.tree, name)) errors.push(...placed(validator(values.tree[name]), [name]));
  }
  return errors;
}

function placed(errors: readonly SchemaError[], at: readonly string[]): PlacedError[] {
  return summarised(errors).map(error => ({ error, parts: [...at, ...pointerParts(error.instancePath)] }));
}

/**
 * What each branch of a choice objects to says less than that no branch fits, and `if` only repeats what `then` says.
 * The errors of the branches come before the choice's own, and what a branch refers to has a path of its own.
 */
function summarised(errors: readonly SchemaError[]): SchemaError[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      while (isOfBranch(kept.at(-1), error)) kept.pop();
    }
    if (error.keyword !== 'if') kept.push(error);
  }
  return kept;
}

function isOfBranch(error: SchemaError | undefined, choice: SchemaError): boolean {
  if (!error?.instancePath.startsWith(choice.instancePath)) return false;
  return (
    error.schemaPath.startsWith(`${choice.schemaPath}/`) ||
    /^#\/(?:\$defs|definitions)\//.test(error.schemaPath)
  );
}
