/** Keywords for values of any type, in the order in which their errors come. */
import type { JsonValue } from '../../profile/profile.ts';
import { addSeen, type Check, type Errors, type Keywords, nothingSeen, satisfies } from './check.ts';
import { createMembership } from './equality.ts';

export const ANY: Keywords<unknown> = {
  $ref: (reference: string, site) => site.referred(reference),

  const: (allowedValue: JsonValue, { reports }) => {
    const has = createMembership([allowedValue]);
    const report = reports('const');
    return (value, errors) => {
      if (!has(value)) report(errors, value, { allowedValue });
    };
  },

  enum: (allowedValues: readonly JsonValue[], { reports }) => {
    if (allowedValues.length === 0) throw new Error('Its `enum` is empty, so no value fits. Name values.');
    const has = createMembership(allowedValues);
    const report = reports('enum');
    return (value, errors) => {
      if (!has(value)) report(errors, value, { allowedValues });
    };
  },

  not: (schema: JsonValue, { inner, reports }) => {
    const check = inner(schema, 'not');
    const report = reports('not');
    return (value, errors) => {
      if (satisfies(check, value)) report(errors, value, {});
    };
  },

  anyOf: (schemas: readonly JsonValue[], { inner, reports }) => {
    const branches = schemas.map((schema, index) => inner(schema, 'anyOf', index));
    const report = reports('anyOf');
    return (value, errors, seen) => {
      const before = errors.length;
      let fits = false;
      for (const check of branches) {
        fits = tryBranch(check, value, errors, seen) || fits;
        if (fits && !seen) break; // later ones can only add to what was seen
      }
      if (fits) errors.length = before;
      else report(errors, value, {});
    };
  },

  oneOf: (schemas: readonly JsonValue[], { inner, reports }) => {
    const branches = schemas.map((schema, index) => inner(schema, 'oneOf', index));
    const report = reports('oneOf');
    return (value, errors, seen) => {
      const before = errors.length;
      const passing: number[] = [];
      for (const [index, check] of branches.entries()) {
        if (tryBranch(check, value, errors, seen)) passing.push(index);
        if (passing.length > 1) break;
      }
      if (passing.length === 1) errors.length = before;
      else report(errors, value, { passingSchemas: passing.length === 0 ? null : passing });
    };
  },

  allOf: (schemas: readonly JsonValue[], { inner }) => {
    const all = schemas.map((schema, index) => inner(schema, 'allOf', index));
    return (value, errors, seen) => {
      for (const check of all) check(value, errors, seen);
    };
  },

  if: (schema: JsonValue, { schema: { then: yes, else: no }, inner, reports, warn }) => {
    if (yes === undefined && no === undefined) {
      warn('`if` has no effect without `then` or `else`. Add one of them, or remove it.');
      return undefined;
    }
    const condition = inner(schema, 'if');
    const [whenTrue, whenFalse] = [inner(yes ?? true, 'then'), inner(no ?? true, 'else')];
    const report = reports('if');
    return (value, errors, seen) => {
      const own = seen && nothingSeen();
      const isTrue = satisfies(condition, value, own);
      if (isTrue) addSeen(seen, own);
      if (!tryBranch(isTrue ? whenTrue : whenFalse, value, errors, seen)) {
        report(errors, value, { failingKeyword: isTrue ? 'then' : 'else' });
      }
    };
  },

  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: withoutIf('then'),
  else: withoutIf('else'),
};

/** Whether there is nothing to object to. What was looked at counts only then. */
function tryBranch(check: Check, value: unknown, errors: Errors, seen: Parameters<Check>[2]): boolean {
  const before = errors.length;
  const own = seen && nothingSeen();
  check(value, errors, own);
  if (errors.length > before) return false;
  addSeen(seen, own);
  return true;
}

function withoutIf(keyword: string): Keywords<unknown>[string] {
  return (_, { schema, warn }) => {
    if (schema.if === undefined)
      warn(`\`${keyword}\` has no effect without \`if\`. Add it, or remove \`${keyword}\`.`);
    return undefined;
  };
}
