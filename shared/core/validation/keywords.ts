/** Our own keywords: plain functions over strings. See docs/keywords.md. */
import type { Keyword, Keywords } from './json-schema/check.ts';
import {
  hasEntropy,
  hasNoScheme,
  hasScheme,
  isLocal,
  isNoneOf,
  isNotBlank,
  looksGenerated,
  refersElsewhere,
} from './keyword-functions.ts';

type Wanted = 'array' | 'number' | 'boolean';

/** Say something of a field and check nothing. */
export const ANNOTATIONS: readonly string[] = ['secret', 'unit', 'letterCase'];

/** For strings only, as JSON Schema's own string keywords are: any other value satisfies them. */
export const OWN: Keywords<string> = {
  notBlank: define('notBlank', 'boolean', isNotBlank),
  notOneOf: define('notOneOf', 'array', isNoneOf),
  notCommon: define('notCommon', 'array', isNoneOf),
  minEntropy: define('minEntropy', 'number', hasEntropy),
  schemes: define('schemes', 'array', hasScheme),
  notSchemes: define('notSchemes', 'array', hasNoScheme),
  localUrl: define('localUrl', 'boolean', isLocal),
  reference: define('reference', 'boolean', refersElsewhere),
  generated: define('generated', 'boolean', looksGenerated),
};

/** All of them: annotations first. @public The documentation names each. */
export const KEYWORDS: readonly string[] = [...ANNOTATIONS, ...Object.keys(OWN)];

const NAMES: Readonly<Record<Wanted, string>> = {
  array: 'a list',
  number: 'a number',
  boolean: 'true or false',
};

function define<Limit>(
  keyword: string,
  wanted: Wanted,
  holds: (value: string, limit: Limit) => boolean,
): Keyword<string> {
  return (limit: Limit, { reports }) => {
    const actual = Array.isArray(limit) ? 'array' : typeof limit;
    if (actual !== wanted) throw new Error(`\`${keyword}\` takes ${NAMES[wanted]}. Correct its value.`);
    const report = reports(keyword);
    return (value, errors) => {
      if (!holds(value, limit)) report(errors, value, { limit });
    };
  };
}
