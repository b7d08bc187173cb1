/** The built-in profiles, put in when the product is built: see scripts/builtin-profiles.mjs. */
declare module 'secure-config:profiles' {
  /** In alphabetical order. */
  export const builtinProfileNames: readonly string[];

  /** Undefined for a name that is not built in. Asked twice, it gives the same object; nothing is loaded before. */
  export function builtinProfile(name: string): import('./profile.ts').Profile | undefined;

  /** The validators of a built-in profile's schema, recognised by identity. */
  export function precompiledSchema(
    schema: import('./profile.ts').JsonSchema,
  ): import('../validation/compile.ts').CompiledSchema | undefined;

  /** The validator of a built-in rule's `must`, recognised by identity. */
  export function precompiledValidator(
    schema: import('./profile.ts').JsonSchema,
  ): import('../validation/compile.ts').Validator | undefined;
}
