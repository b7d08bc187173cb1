/** Runs the compiled schema over a document's values and leaves out what only repeats another error. */
import { pointerParts } from '../document/json.ts';
import type { SchemaError } from './compile.ts';
import type { Unit } from './unit.ts';

export interface PlacedError {
  readonly error: SchemaError;
  /** Keys from the document's root to the value that is objected to. */
  readonly parts: readonly string[];
}

/** A value that has not changed since the last check is not validated again; nor is the root, as far as it can tell. */
export function schemaErrors({ compiled, values, memory }: Unit): PlacedError[] {
  const { schema } = compiled;
  if (!schema) return [];
  const { groups, index, errors, rootErrors } = memory;
  const ofRoot = (compiled.isShallow && rootErrors.get(index)) || schema.root(values.tree);
  rootErrors.set(index, ofRoot);
  const found = placed(ofRoot, []);
  for (const [name, group] of groups) {
    const validator = Object.hasOwn(group.tree, name) ? schema.properties.get(name) : undefined;
    if (!validator) continue;
    const own = errors.get(group) ?? validator(group.tree[name]);
    errors.set(group, own);
    if (own.length > 0) found.push(...placed(own, [name]));
  }
  return found;
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
