/** Which fields an entry of a policy names: dotted paths, or globs over them (`*` within a part, `**` across parts). */
import { compileGlob } from '../text/glob.ts';

/** In any case. A pattern that is no glob names nothing. */
export function fieldMatcher(patterns: readonly string[]): (field: string) => boolean {
  const matchers = patterns.map(matcherOf);
  return field => matchers.some(matches => matches(field));
}

/** The first pattern that is no glob. */
export function brokenPattern(patterns: readonly string[]): string | undefined {
  return patterns.find(pattern => isGlob(pattern) && !compiled(pattern).ok);
}

function matcherOf(pattern: string): (field: string) => boolean {
  if (!isGlob(pattern)) {
    const name = pattern.toLowerCase();
    return field => field.toLowerCase() === name;
  }
  const result = compiled(pattern);
  return result.ok ? result.glob.matches : () => false;
}

function isGlob(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

function compiled(pattern: string) {
  return compileGlob(pattern, { separator: '.', ignoreCase: true, braces: false });
}
