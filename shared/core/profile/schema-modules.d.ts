/** Validators compiled when the product is built: see scripts/file-schemas.mjs. */
declare module 'secure-config:file-schemas' {
  import type { ValidateFunction } from 'ajv';
  export const manifest: ValidateFunction;
  export const profile: ValidateFunction;
  export const rule: ValidateFunction;
}

declare module 'secure-config:schema-data' {
  /** The JSON Schema of our own files, as in schemas/. Asked twice, it gives the same object. */
  export function schemaOf(
    name: 'manifest' | 'profile' | 'rule',
  ): import('../validation/split-schema.ts').JsonObject;
}

declare module 'secure-config:json-schema' {
  import type { ValidateFunction } from 'ajv';
  /** Of JSON Schema 2020-12 itself. */
  export const standard: ValidateFunction;
}
