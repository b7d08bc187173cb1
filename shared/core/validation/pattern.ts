/** Patterns that come with a repository: matched in time that is linear in the text, whatever they are. */
import { RE2JS } from 're2js';

/** Throws for a pattern that the engine does not know. */
export function linearMatcher(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return text => compiled.matcher(text).find();
}

/** For patterns that we wrote. */
export function nativeMatcher(pattern: string): (text: string) => boolean {
  const compiled = new RegExp(pattern, 'u');
  return text => compiled.test(text);
}
