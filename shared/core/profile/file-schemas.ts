/** The JSON Schemas of our own files, and JSON Schema's own, compiled on first use. The same schemas complete and document our files in editors. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import manifestSchema from '../../../schemas/manifest.schema.json' with { type: 'json' };
import profileSchema from '../../../schemas/profile.schema.json' with { type: 'json' };
import ruleSchema from '../../../schemas/rule.schema.json' with { type: 'json' };
import type { JsonSchema, JsonValue } from './profile.ts';

export type FileKind = 'manifest' | 'profile' | 'rule';

/** The first errors, as ajv reports them; empty when the value is as its schema asks. */
export function fileErrors(kind: FileKind, value: JsonValue): readonly ErrorObject[] {
  const validate = validators()[kind];
  return validate(value) ? [] : (validate.errors ?? []);
}

/** What the JSON Schema standard objects to in a schema; undefined when nothing. */
export function standardError(schema: JsonSchema): ErrorObject | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { $schema, ...keywords } = schema;
  const ajv = standard();
  return ajv.validateSchema(keywords) ? undefined : ajv.errors?.[0];
}

const standard = once(() => new Ajv2020({ strict: false, logger: false, validateFormats: false }));

type Validators = Readonly<Record<FileKind, ValidateFunction>>;

const validators = once((): Validators => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    ownProperties: true,
    verbose: true,
    logger: false,
  });
  ajv.addSchema(ruleSchema, 'rule.schema.json');
  ajv.addSchema(profileSchema, 'profile.schema.json');
  ajv.addSchema(manifestSchema, 'manifest.schema.json');
  const get = (name: string): ValidateFunction => {
    const validate = ajv.getSchema(name);
    if (!validate) throw new Error(`no schema ${name}`);
    return validate;
  };
  return {
    manifest: get('manifest.schema.json'),
    profile: get('profile.schema.json'),
    rule: get('rule.schema.json'),
  };
});

/** Computes on the first call and remembers: the result is a constant, only its cost is put off. */
function once<Value>(compute: () => Value): () => Value {
  let computed: { readonly value: Value } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
