/** Which fields an entry of a drift policy is about. */
import { compileGlob } from '../text/glob.ts';

/** Whether one of the paths or globs (`*` within a part, `**` across parts) is the field. A pattern that is none names nothing. */
export function names(patterns: readonly string[], field: string): boolean {
  return patterns.some(pattern => {
    if (!/[*?[\\]/.test(pattern)) return pattern.toLowerCase() === field.toLowerCase();
    const compiled = compileGlob(pattern, { separator: '.', ignoreCase: true, braces: false });
    return compiled.ok && compiled.glob.matches(field);
  });
}
