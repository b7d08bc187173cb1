/** What may stand in a JSON Schema of ours, as a schema: the keywords that people use, and those that are our own. */
import type { JsonObject } from '../validation/split-schema.ts';

const SELF = { $ref: '#' };
const count = (title: string, description: string): JsonObject => ({ title, description, type: 'integer' });
const number = (title: string, description: string): JsonObject => ({ title, description, type: 'number' });
const flag = (title: string, description: string): JsonObject => ({ title, description, type: 'boolean' });
const texts = (title: string, description: string): JsonObject => ({
  title,
  description,
  type: 'array',
  items: { type: 'string' },
});
const named = (title: string, description: string): JsonObject => ({
  title,
  description,
  type: 'object',
  additionalProperties: SELF,
});
const several = (title: string, description: string): JsonObject => ({
  title,
  description,
  type: 'array',
  items: SELF,
});

export const KEYWORDS: JsonObject = {
  type: 'object',
  properties: {
    title: {
      title: 'Title',
      description: 'The name for people: completion and hover show it.',
      type: 'string',
    },
    description: {
      title: 'Description',
      description: 'What it is for: completion and hover show it.',
      type: 'string',
    },
    type: {
      title: 'Type',
      description: 'What kind of value. Text of an environment variable is read as this.',
      enum: ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'],
    },
    properties: named('Properties', 'Name → schema of the field or group.'),
    required: texts('Required', 'The properties that have to be there.'),
    additionalProperties: flag('Additional properties', 'false: a field that is not named is an error.'),
    enum: { title: 'Enum', description: 'The values that are allowed.', type: 'array' },
    const: { title: 'Const', description: 'The one value that is allowed.' },
    default: { title: 'Default', description: 'What holds outside production where the field is left out.' },
    minimum: number('Minimum', 'The least number allowed.'),
    maximum: number('Maximum', 'The greatest number allowed.'),
    exclusiveMinimum: number('Exclusive minimum', 'The number has to be greater than this.'),
    exclusiveMaximum: number('Exclusive maximum', 'The number has to be less than this.'),
    multipleOf: number('Multiple of', 'The number has to be a multiple of this.'),
    minLength: count('Minimum length', 'Characters that are needed at least.'),
    maxLength: count('Maximum length', 'Characters that are allowed at most.'),
    pattern: {
      title: 'Pattern',
      description: 'A pattern in RE2 syntax that the text matches somewhere.',
      type: 'string',
    },
    format: {
      title: 'Format',
      description: 'The form of the text.',
      enum: ['email', 'hostname', 'origin', 'url', 'uri'],
    },
    items: { title: 'Items', description: 'What every entry of the list satisfies.', ...SELF },
    minItems: count('Minimum of items', 'Entries that are needed at least.'),
    maxItems: count('Maximum of items', 'Entries that are allowed at most.'),
    uniqueItems: flag('Unique items', 'No entry twice.'),
    allOf: several('All of', 'All of these schemas have to be satisfied.'),
    anyOf: several('Any of', 'At least one of these schemas has to be satisfied.'),
    oneOf: several('One of', 'Exactly one of these schemas has to be satisfied.'),
    not: { title: 'Not', description: 'May not be satisfied.', ...SELF },
    if: { title: 'If', description: 'Where this is satisfied, then counts; else counts otherwise.', ...SELF },
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword's name
    then: { title: 'Then', description: 'Counts where if is satisfied.', ...SELF },
    else: { title: 'Else', description: 'Counts where if is not satisfied.', ...SELF },
    $ref: { title: 'Reference', description: 'A definition in this schema: #/$defs/name.', type: 'string' },
    $defs: named('Definitions', 'Schemas to refer to by name.'),
    deprecated: flag('Deprecated', 'The field should no longer be used.'),
    examples: { title: 'Examples', description: 'Values that completion offers.', type: 'array' },
    secret: flag('Secret', 'The value is masked wherever it would be shown.'),
    unit: {
      title: 'Unit',
      description: 'What the number counts.',
      type: 'string',
      examples: ['seconds', 'minutes', 'days', 'bytes'],
    },
    letterCase: {
      title: 'Letter case',
      description: 'The text is read in any case, and this one is meant.',
      enum: ['upper', 'lower'],
    },
    notBlank: flag('Not blank', 'The text may not be empty or blanks only.'),
    notOneOf: texts('Not one of', 'Texts that are refused, in any case.'),
    notCommon: texts('Not common', 'Texts that everybody guesses first, in any case.'),
    minEntropy: number('Minimum entropy', 'Bits of entropy that are needed at least.'),
    schemes: texts('Schemes', 'The URL begins with one of these, written without ://.'),
    notSchemes: texts('Not schemes', 'The URL begins with none of these, written without ://.'),
    localUrl: flag('Local URL', 'Whether the URL stays on the machine or in the cluster.'),
    reference: flag('Reference', 'Whether the text points to where the value is kept, such as a vault.'),
    generated: flag('Generated', 'Whether the text looks as if made by a generator.'),
  },
};
