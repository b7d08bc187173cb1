/** Matches the patterns of schemas. */
import { RE2JS } from 're2js';

/**
 * In time linear in the text, for patterns that come with a repository. Throws for a pattern that RE2 does not know. Most
 * are so plain that the platform's engine is as good, and there from the start.
 */
export function linearMatcher(pattern: string): (text: string) => boolean {
  if (isPlain(pattern)) {
    const native = new RegExp(pattern, 'u');
    return text => native.test(text);
  }
  const compiled = RE2JS.compile(pattern);
  return text => compiled.matcher(text).find();
}

/** What ajv asks of a pattern: a test, and a text that no other pattern has, because it keeps them by it. */
export function linearPattern(pattern: string): RegExp {
  return { test: linearMatcher(pattern), toString: () => `/${pattern}/u` } as RegExp;
}

const LITERAL = String.raw`[\w /:@,;=!#%&'"<>~-]|\\[dw.\\+*?()[\]{}|^$/]`;
const CLASS = String.raw`\[\^?(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|[\w /:@,;=!#%+*?.$]|\\[dw.\\[\]^-])+-?\]`;
const ONE = String.raw`(?:${LITERAL}|${CLASS})(?:\?|\{\d{1,2}\})?`;
const MANY = `(?:${LITERAL}|${CLASS})[+*]`;
const PLAIN = new RegExp(`^(?:(?:${ONE})*|\\^(?:${ONE})*(?:${MANY})?(?:${ONE})*)\\$?$`);
const LONGEST = 200;
const MOST_CHOICES = 4;

/**
 * Characters and classes of them one after the other, which mean the same in every engine. There are few ways to try: at
 * most one of them repeats without limit, and that in a pattern that begins at the start of the text, so it takes linear
 * time to find that none fits.
 */
function isPlain(pattern: string): boolean {
  if (pattern.length > LONGEST || !PLAIN.test(pattern)) return false;
  return pattern.split('?').length - 1 <= MOST_CHOICES;
}
