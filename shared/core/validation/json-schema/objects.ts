/** Keywords for objects, in the order in which their errors come. */
import type { JsonValue } from '../../profile/profile.ts';
import type { JsonObject } from '../split-schema.ts';
import {
  type CheckOf,
  checkWithin,
  type Errors,
  type Keyword,
  type Keywords,
  pointerStep,
  type Seen,
  type Site,
} from './check.ts';

type Properties = Readonly<Record<string, unknown>>;

export const OBJECT: Keywords<Properties> = {
  maxProperties: counted('maxProperties', (count, limit) => count <= limit),
  minProperties: counted('minProperties', (count, limit) => count >= limit),

  required: (names: readonly string[], { reports }) => {
    const report = reports('required');
    return (object, errors) => {
      for (const missingProperty of names) {
        if (!Object.hasOwn(object, missingProperty)) report(errors, object, { missingProperty });
      }
    };
  },

  propertyNames: (schema: JsonValue, { inner, reports }) => {
    const check = inner(schema, 'propertyNames');
    const report = reports('propertyNames');
    return (object, errors) => {
      for (const propertyName of Object.keys(object)) {
        const before = errors.length;
        check(propertyName, errors);
        if (errors.length === before) continue;
        for (const error of errors.slice(before)) error.propertyName ??= propertyName;
        report(errors, object, { propertyName });
      }
    };
  },

  additionalProperties: (schema: JsonValue, site) => {
    const isOther = isOtherThan(site);
    return restCheck('additionalProperties', 'additionalProperty', schema, site, () => isOther);
  },

  dependencies: (dependencies: JsonObject, site) => {
    const [names, schemas] = [true, false].map(wanted =>
      Object.entries(dependencies).filter(([, each]) => Array.isArray(each) === wanted),
    );
    const needs = requiredBy('dependencies', Object.fromEntries(names ?? []), site);
    const checks = checkedBy('dependencies', Object.fromEntries(schemas ?? []), site);
    return (object, errors, seen) => {
      needs(object, errors);
      checks(object, errors, seen);
    };
  },

  properties: (schemas: JsonObject, { inner }) => {
    const properties = Object.entries(schemas).map(([name, schema]) => ({
      name,
      step: pointerStep(name),
      check: inner(schema, 'properties', name),
    }));
    return (object, errors, seen) => {
      for (const { name, step, check } of properties) {
        if (!Object.hasOwn(object, name)) continue;
        seen?.keys.add(name);
        checkWithin(check, object[name], step, errors);
      }
    };
  },

  patternProperties: (schemas: JsonObject, { inner, matcher }) => {
    const patterns = Object.entries(schemas).map(([pattern, schema]) => ({
      matches: matcher(pattern),
      check: inner(schema, 'patternProperties', pattern),
    }));
    return (object, errors, seen) => {
      for (const { matches, check } of patterns) {
        for (const name of Object.keys(object)) {
          if (!matches(name)) continue;
          seen?.keys.add(name);
          checkWithin(check, object[name], pointerStep(name), errors);
        }
      }
    };
  },

  dependentRequired: (names: JsonObject, site) => requiredBy('dependentRequired', names, site),
  dependentSchemas: (schemas: JsonObject, site) => checkedBy('dependentSchemas', schemas, site),

  unevaluatedProperties: (schema: JsonValue, site) =>
    restCheck(
      'unevaluatedProperties',
      'unevaluatedProperty',
      schema,
      site,
      seen => name => !seen?.keys.has(name),
    ),
};

/** Checks the properties that are left. `param`: what an error calls one that may not be there at all. */
function restCheck(
  keyword: string,
  param: string,
  schema: JsonValue,
  { inner, reports }: Site,
  isLeft: (seen: Seen | undefined) => (name: string) => boolean,
): CheckOf<Properties> {
  const check = inner(schema, keyword);
  const report = reports(keyword);
  return (object, errors, seen) => {
    for (const name of Object.keys(object).filter(isLeft(seen))) {
      if (schema === false) report(errors, object, { [param]: name });
      else checkWithin(check, object[name], pointerStep(name), errors);
    }
    for (const name of seen ? Object.keys(object) : []) seen?.keys.add(name);
  };
}

/** Whether neither `properties` nor `patternProperties` names it. */
function isOtherThan({
  schema: { properties, patternProperties },
  matcher,
}: Site): (name: string) => boolean {
  const names = new Set(Object.keys(properties ?? {}));
  const patterns = Object.keys(patternProperties ?? {}).map(pattern => matcher(pattern));
  return name => !names.has(name) && !patterns.some(matches => matches(name));
}

/** What one property wants beside itself: properties. */
function requiredBy(
  keyword: string,
  names: JsonObject,
  { reports }: Site,
): (object: Properties, errors: Errors) => void {
  const report = reports(keyword);
  const wanted = Object.entries(names).map(([property, list]) => ({
    property,
    others: (list as []).map(String),
  }));
  return (object, errors) => {
    for (const { property, others } of wanted) {
      if (!Object.hasOwn(object, property)) continue;
      const about = { property, depsCount: others.length, deps: others.join(', ') };
      for (const missingProperty of others) {
        if (!Object.hasOwn(object, missingProperty)) report(errors, object, { ...about, missingProperty });
      }
    }
  };
}

/** What one property wants beside itself: that the whole satisfies a schema. */
function checkedBy(keyword: string, schemas: JsonObject, { inner }: Site): CheckOf<Properties> {
  const checks = Object.entries(schemas).map(([name, schema]) => ({
    name,
    check: inner(schema, keyword, name),
  }));
  return (object, errors, seen) => {
    for (const { name, check } of checks) {
      if (Object.hasOwn(object, name)) check(object, errors, seen);
    }
  };
}

function counted(keyword: string, holds: (count: number, limit: number) => boolean): Keyword<Properties> {
  return (limit: number, { reports }) => {
    const report = reports(keyword);
    return (object, errors) => {
      if (!holds(Object.keys(object).length, limit)) report(errors, object, { limit });
    };
  };
}
