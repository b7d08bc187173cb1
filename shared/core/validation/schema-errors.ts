/** Runs the compiled schema over a document's values and leaves out what only repeats another error. */
import { pointerParts } from '../document/json.ts';
import type { SchemaError } from './compile.ts';
import type { Unit } from './unit.ts';

export interface PlacedError {
  readonly error: SchemaError;
  /** Keys from the document's root to the value that is objected to. */
  readonly parts: readonly string[];
  /** Why, where a choice or the schema of names objects. */
  readonly reason?: PlacedError;
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
  const place = (error: SchemaError): PlacedError => {
    const parts = [...at, ...pointerParts(error.instancePath)];
    const { propertyName } = error.params;
    return { error, parts: error.keyword === 'propertyNames' ? [...parts, String(propertyName)] : parts };
  };
  return summarised(errors).map(({ error, reasons }) => {
    const reason = reasons && nearestReason(error, reasons);
    return reason ? { ...place(error), reason: place(reason) } : place(error);
  });
}

interface Summary {
  readonly error: SchemaError;
  /** What the branches of a choice object to, or a name's schema to it. */
  readonly reasons?: readonly SchemaError[];
}

const OF_BRANCHES: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/**
 * What each branch of a choice objects to says less than that no branch fits, and `if` only repeats what `then` says.
 * The errors of the branches come before the choice's own, and what a branch refers to has a path of its own.
 */
function summarised(errors: readonly SchemaError[]): Summary[] {
  const kept: Summary[] = [];
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    if (!OF_BRANCHES.has(error.keyword)) {
      kept.push({ error });
      continue;
    }
    const reasons: SchemaError[] = [];
    for (let last = kept.at(-1); last && isOfBranch(last.error, error); last = kept.at(-1)) {
      reasons.unshift(last.error);
      kept.pop();
    }
    kept.push({ error, reasons });
  }
  return kept;
}

function isOfBranch(error: SchemaError, choice: SchemaError): boolean {
  if (!error.instancePath.startsWith(choice.instancePath)) return false;
  return (
    error.schemaPath.startsWith(`${choice.schemaPath}/`) ||
    /^#\/(?:\$defs|definitions)\//.test(error.schemaPath)
  );
}

/**
 * The first objection of the branch that was probably meant: one for values of this type, with the fewest objections. None
 * where that would be a guess: branches are not told apart behind references, and several may be as near.
 */
function nearestReason(choice: SchemaError, reasons: readonly SchemaError[]): SchemaError | undefined {
  if (choice.keyword === 'contains') return undefined;
  if (choice.keyword === 'propertyNames') return reasons[0];
  const branches = new Map<string, SchemaError[]>();
  for (const reason of reasons) {
    const branch = branchOf(reason.schemaPath, choice);
    if (branch === undefined) return undefined;
    branches.set(branch, [...(branches.get(branch) ?? []), reason]);
  }
  const ofType = [...branches.values()].filter(
    ([first]) => first?.keyword !== 'type' || first.instancePath !== choice.instancePath,
  );
  const [nearest, next] = ofType.toSorted((a, b) => a.length - b.length);
  return nearest && nearest.length !== next?.length ? nearest[0] : undefined;
}

function branchOf(schemaPath: string, choice: SchemaError): string | undefined {
  if (!schemaPath.startsWith(`${choice.schemaPath}/`)) return undefined;
  return schemaPath.slice(choice.schemaPath.length + 1).split('/')[0];
}
