/** Paths that no content has, whatever a manifest maps: by these git runs programs, and a folder says what governs it. */

/**
 * Whether a part of the path is `.git` or the manifest by any name that a file system takes for it: in other letters, with
 * dots or blanks behind it, as a stream of NTFS, or by the short name that Windows gives it. Characters that HFS+ leaves
 * aside have no place in a path at all.
 */
export function isProtectedPath(path: string): boolean {
  return path.split(/[/\\]/).some(part => PROTECTED.test(part));
}

/** `u`, so that `ſ` is an `s`, as it is on file systems that fold letters. */
const PROTECTED = /^(?:\.git|git~[0-9]+|secure-config\.yaml|secure~[0-9]+\.yam)[. ]*(?::.*)?$/iu;
