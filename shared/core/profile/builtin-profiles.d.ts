/** The built-in profiles, put in when the product is built: see scripts/builtin-profiles.mjs. */
declare module 'secure-config:profiles' {
  /** In alphabetical order. */
  export const builtinProfileNames: readonly string[];

  /** Undefined for a name that is not built in. Asked twice, it gives the same object; nothing is loaded before. */
  export function builtinProfile(name: string): import('./profile.ts').Profile | undefined;

  /** Whether it is the schema of a built-in profile or of one of its rules: that very object. */
  export function isBuiltinSchema(schema: import('./profile.ts').JsonSchema): boolean;
}
