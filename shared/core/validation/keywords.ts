/**
 * Our JSON Schema keywords, for ajv. They generate calls to plain functions, so that a validator which is compiled when
 * the product is built does the same as one compiled while it runs.
 */
import { _, type Ajv2020, type Code, type CodeKeywordDefinition, Name, stringify } from 'ajv/dist/2020.js';
import {
  hasEntropy,
  hasNoScheme,
  hasScheme,
  hasUniqueItems,
  isLocal,
  isNoneOf,
  isNotBlank,
  looksGenerated,
  refersElsewhere,
} from './keyword-functions.ts';

/** The name under which generated code asks for the functions; scripts/builtin-profiles.mjs resolves it. */
const FUNCTIONS_MODULE = 'secure-config:keyword-functions';

interface Check {
  readonly schemaType: 'array' | 'number' | 'boolean';
  /** In keyword-functions.ts. */
  readonly name: string;
  readonly holds: (value: never, limit: never) => boolean;
}

/** Say something of a field and check nothing. */
const ANNOTATIONS = ['secret', 'unit', 'letterCase'];

/** For strings only, as JSON Schema's own string keywords are: any other value satisfies them. */
const CHECKS: Readonly<Record<string, Check>> = {
  notBlank: { schemaType: 'boolean', name: 'isNotBlank', holds: isNotBlank },
  notOneOf: { schemaType: 'array', name: 'isNoneOf', holds: isNoneOf },
  notCommon: { schemaType: 'array', name: 'isNoneOf', holds: isNoneOf },
  minEntropy: { schemaType: 'number', name: 'hasEntropy', holds: hasEntropy },
  schemes: { schemaType: 'array', name: 'hasScheme', holds: hasScheme },
  notSchemes: { schemaType: 'array', name: 'hasNoScheme', holds: hasNoScheme },
  localUrl: { schemaType: 'boolean', name: 'isLocal', holds: isLocal },
  reference: { schemaType: 'boolean', name: 'refersElsewhere', holds: refersElsewhere },
  generated: { schemaType: 'boolean', name: 'looksGenerated', holds: looksGenerated },
};

/** In the place of ajv's own, which compares each item with each: a list of thousands would keep it busy for minutes. */
const UNIQUE_ITEMS: Check = { schemaType: 'boolean', name: 'hasUniqueItems', holds: hasUniqueItems };

/** All of them: annotations first. @public The documentation names each. */
export const KEYWORDS: readonly string[] = [...ANNOTATIONS, ...Object.keys(CHECKS)];

export function addKeywords(ajv: Ajv2020): void {
  for (const keyword of ANNOTATIONS) ajv.addKeyword({ keyword });
  for (const [keyword, check] of Object.entries(CHECKS)) ajv.addKeyword(define(keyword, 'string', check));
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword(define('uniqueItems', 'array', UNIQUE_ITEMS));
}

function define(
  keyword: string,
  type: 'string' | 'array',
  { schemaType, name, holds }: Check,
): CodeKeywordDefinition {
  return {
    keyword,
    type,
    schemaType,
    error: { message: keyword, params: cxt => _`{limit: ${limitOf(cxt)}}` },
    code(cxt) {
      const reference = { ref: holds, code: _`require(${FUNCTIONS_MODULE}).${new Name(name)}` };
      cxt.fail(_`!${cxt.gen.scopeValue('func', reference)}(${cxt.data}, ${limitOf(cxt)})`);
    },
  };
}

function limitOf(cxt: { readonly schema?: unknown }): Code {
  return stringify(cxt.schema);
}
