/** What code says that standalone.ts has written, once it has run. Nothing here needs the compiler. */
import type { JsonSchema } from '../profile/profile.ts';
import type { CompiledSchema, SchemaError, Validator } from './compile.ts';
import type { JsonObject } from './split-schema.ts';

/** What is compiled together. */
export interface Schemas {
  /** Of a profile: one validator for each top-level property. */
  readonly schema?: JsonObject;
  /** What rules demand. */
  readonly rules: readonly JsonSchema[];
}

export interface Outcome {
  /** Why it cannot be used: then there is no validator. */
  readonly error?: string;
  /** What of it is without effect. */
  readonly warnings: readonly string[];
}

/** What generated code says of the schemas that it was made from. */
export interface Outcomes {
  /** `properties`: the names of those that have a validator of their own, in its order. */
  readonly schema?: Outcome & { readonly properties: readonly string[] };
  /** In the order of the rules. */
  readonly rules: readonly Outcome[];
}

export interface Compiled<Value> extends Outcome {
  /** Absent with an error. */
  readonly value?: Value;
}

export interface CompiledSchemas {
  readonly schema?: Compiled<CompiledSchema>;
  /** In the order of the rules. */
  readonly rules: readonly Compiled<Validator>[];
}

/** What generated code exports: `outcomes`, and validators by name. */
export interface Generated {
  readonly outcomes: Outcomes;
  readonly [name: string]: unknown;
}

export function readGenerated(generated: Generated): CompiledSchemas {
  const { schema, rules } = generated.outcomes;
  const validator = (name: string): Validator => toValidator(generated[name] as GeneratedValidator);
  return {
    rules: rules.map((outcome, at) => withValue(outcome, () => validator(`rule${at}`))),
    ...(schema && {
      schema: withValue(schema, () => ({
        root: validator('root'),
        properties: new Map(schema.properties.map((name, at) => [name, validator(`property${at}`)])),
      })),
    }),
  };
}

type GeneratedValidator = ((value: unknown) => boolean) & { errors?: readonly SchemaError[] | null };

const NO_ERRORS: readonly SchemaError[] = [];

function toValidator(validate: GeneratedValidator): Validator {
  return value => (validate(value) ? NO_ERRORS : (validate.errors ?? NO_ERRORS));
}

function withValue<Value>(outcome: Outcome, make: () => Value): Compiled<Value> {
  return outcome.error === undefined ? { ...outcome, value: make() } : outcome;
}
