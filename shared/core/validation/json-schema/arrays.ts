/** Keywords for arrays, in the order in which their errors come. */
import type { JsonValue } from '../../profile/profile.ts';
import { type Check, checkWithin, type Errors, type Keyword, type Keywords } from './check.ts';
import { findRepeat } from './equality.ts';

type Items = readonly unknown[];

export const ARRAY: Keywords<Items> = {
  maxItems: counted('maxItems', (length, limit) => length <= limit),
  minItems: counted('minItems', (length, limit) => length >= limit),

  prefixItems: (schemas: readonly JsonValue[], { inner }) => {
    const checks = schemas.map((schema, index) => inner(schema, 'prefixItems', index));
    return (items, errors, seen) => {
      if (seen) seen.items = Math.max(seen.items, checks.length);
      for (const [index, check] of checks.entries()) {
        if (index < items.length) checkWithin(check, items[index], `/${index}`, errors);
      }
    };
  },

  items: (schema: JsonValue, { schema: { prefixItems }, inner, reports }) => {
    const from = Array.isArray(prefixItems) ? prefixItems.length : 0;
    const check = inner(schema, 'items');
    const report = reports('items');
    return (items, errors, seen) => {
      if (seen) seen.items = items.length;
      if (schema !== false || from === 0) checkRest(check, items, from, errors);
      else if (items.length > from) report(errors, items, { limit: from });
    };
  },

  contains: (schema: JsonValue, { schema: { minContains = 1, maxContains }, inner, reports, warn }) => {
    if (minContains === 0 && maxContains === undefined) {
      warn(
        '`contains` has no effect where `minContains` is 0 and there is no `maxContains`. Change or remove it.',
      );
      return undefined;
    }
    const [least, most] = [Number(minContains), Number(maxContains ?? Number.POSITIVE_INFINITY)];
    if (least > most)
      warn('`minContains` is more than `maxContains`, so that no list fits. Correct one of them.');
    const check = inner(schema, 'contains');
    const report = reports('contains');
    const params = maxContains === undefined ? { minContains } : { minContains, maxContains };
    const isEnough = (found: number): boolean =>
      found > most || (found >= least && most === Number.POSITIVE_INFINITY);
    return (items, errors, seen) => {
      if (seen) seen.items = items.length;
      const before = errors.length;
      let found = 0;
      for (let index = 0; index < items.length && least <= most && !isEnough(found); index++) {
        const soFar = errors.length;
        checkWithin(check, items[index], `/${index}`, errors);
        if (errors.length === soFar) found++;
      }
      if (found >= least && found <= most) errors.length = before;
      else report(errors, items, params);
    };
  },

  uniqueItems: (wanted: boolean, { reports }) => {
    if (!wanted) return undefined;
    const report = reports('uniqueItems');
    return (items, errors) => {
      const repeat = findRepeat(items);
      if (repeat) report(errors, items, repeat);
    };
  },

  maxContains: withoutContains('maxContains'),
  minContains: withoutContains('minContains'),

  unevaluatedItems: (schema: JsonValue, { inner, reports }) => {
    const check = inner(schema, 'unevaluatedItems');
    const report = reports('unevaluatedItems');
    return (items, errors, seen) => {
      const from = seen?.items ?? 0;
      if (schema !== false) checkRest(check, items, from, errors);
      else if (items.length > from) report(errors, items, { limit: from });
      if (seen) seen.items = items.length;
    };
  },
};

function checkRest(check: Check, items: Items, from: number, errors: Errors): void {
  for (let index = from; index < items.length; index++) checkWithin(check, items[index], `/${index}`, errors);
}

function counted(keyword: string, holds: (length: number, limit: number) => boolean): Keyword<Items> {
  return (limit: number, { reports }) => {
    const report = reports(keyword);
    return (items, errors) => {
      if (!holds(items.length, limit)) report(errors, items, { limit });
    };
  };
}

function withoutContains(keyword: string): Keyword<Items> {
  return (_, { schema, warn }) => {
    if (schema.contains === undefined)
      warn(`\`${keyword}\` has no effect without \`contains\`. Add it, or remove \`${keyword}\`.`);
    return undefined;
  };
}
