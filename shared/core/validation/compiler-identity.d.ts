/** Put in when the product is built: see scripts/compiler-identity.mjs. */
declare module 'secure-config:compiler-identity' {
  /** Digest of what generates code and of what generated code calls: another one, another code. */
  export const compilerIdentity: string;
}
