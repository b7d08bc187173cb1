/** Schemas that are put in when the product is built: see scripts/file-schemas.mjs. Each is read when it is asked for. */
declare module 'secure-config:file-schemas' {
  /** The JSON Schemas of our own files by kind, in one value that refers to nothing outside of it. */
  export function files(): import('../validation/split-schema.ts').JsonObject;
}

declare module 'secure-config:schema-data' {
  /** The JSON Schema of our own files, as in schemas/. Asked twice, it gives the same object. */
  export function schemaOf(
    name: 'manifest' | 'profile' | 'rule',
  ): import('../validation/split-schema.ts').JsonObject;
}

declare module 'secure-config:json-schema' {
  /** Of JSON Schema 2020-12 itself. */
  export function standard(): import('../validation/split-schema.ts').JsonObject;
}
