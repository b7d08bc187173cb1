/** Tells whether a value can be known from the file alone, although it refers to variables. */
import type { ScalarNode } from '../document/document.ts';
import type { Text } from '../text/lined-text.ts';

/**
 * True when the reader replaces a reference in the value by something that the file does not say. A reader that leaves
 * references as they stand reads the text itself, which is as good as any other value.
 * `own`: the variable whose value it is; one that refers to itself takes what the environment says.
 * `names`: the variables that the file sets. `offset`: where in the text the node's spans begin to count.
 */
export function isUnresolved(
  node: ScalarNode,
  text: Text,
  own: string,
  { names, offset }: { readonly names: ReadonlySet<string>; readonly offset: number },
): boolean {
  if (node.origin === 'text' && node.value === null) return true;
  return node.references.some(reference => {
    if (reference.operator === ':-' || reference.operator === '-') return false;
    if (reference.name !== own && names.has(reference.name)) return false;
    const { start, end } = reference.span;
    return !String(node.value).includes(text.slice(start + offset, end + offset));
  });
}
