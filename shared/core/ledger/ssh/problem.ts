/** What can be wrong with a key or a signature: stable codes that test vectors and other implementations share. */

export type SshProblemCode =
  /** The text is not exactly what ssh-keygen writes: frame lines, lines of 70, one final line break, nothing else. */
  | 'armor'
  /** A public key's line is not `type base64 [comment]`. */
  | 'key-text'
  /** A part ends before its announced length. */
  | 'truncated'
  /** Bytes follow what should be the end. */
  | 'trailing-data'
  /** The blob does not begin with `SSHSIG`. */
  | 'magic'
  /** Not version 1 of the SSHSIG format. */
  | 'version'
  /** A key of a type that is not taken. */
  | 'key-type'
  /** A key that is none: wrong size, a point off its curve, an impossible exponent. */
  | 'key-invalid'
  /** A key that protects too little: RSA under 2048 bits, a point of small order. */
  | 'key-weak'
  /** A signature for another purpose. */
  | 'namespace'
  /** The reserved field is not empty. */
  | 'reserved'
  /** Neither sha512 nor sha256. */
  | 'hash'
  /** The signature's algorithm does not belong to the key, or is not taken (rsa-sha1, webauthn). */
  | 'signature-type'
  /** The signature has not the length that its key gives it. */
  | 'signature-size'
  /** A second spelling of the same value: base64 bits, integers, the high S of ECDSA, an unreduced S of Ed25519. */
  | 'non-canonical'
  /** A security key signed without anybody touching it. */
  | 'user-presence'
  /** Well formed, and not made by this key over this message. */
  | 'bad-signature';

export interface SshProblem {
  readonly code: SshProblemCode;
  readonly message: string;
}

/** What was read, or the first thing that is wrong with it. */
export type Read<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: SshProblem };

export function problem(code: SshProblemCode, message: string): { readonly problem: SshProblem } {
  return { problem: { code, message } };
}
