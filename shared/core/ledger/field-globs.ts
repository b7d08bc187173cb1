/** Which fields an entry of a policy names: dotted paths or globs over them, whatever the case. */
import { compileGlob } from '../text/glob.ts';

/** What cannot be read as a glob names the field that is spelled so. */
export function fieldMatcher(patterns: readonly string[]): (field: string) => boolean {
  const matchers = patterns.map(pattern => {
    const compiled = compileGlob(pattern, { separator: '.', ignoreCase: true, braces: false });
    return compiled.ok
      ? compiled.glob.matches
      : (field: string) => field.toLowerCase() === pattern.toLowerCase();
  });
  return field => matchers.some(matches => matches(field));
}
