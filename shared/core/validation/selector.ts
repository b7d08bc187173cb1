/** Reads a rule's `field`: which settings of a document the rule looks at. */
import { compileGlob } from '../text/glob.ts';

export type Selector =
  /** `$`: the whole document, defaults included. */
  | { readonly kind: 'document' }
  /** A dotted path: the field has to be there. */
  | { readonly kind: 'field'; readonly path: string }
  /** A glob, or `$secrets`: whichever settings are there. */
  | { readonly kind: 'settings'; readonly selects: (setting: Selectable) => boolean };

interface Selectable {
  readonly path: string;
  readonly secret: boolean;
}

/** Throws what is wrong with a glob. */
export function parseSelector(field: string): Selector {
  if (field === '$') return { kind: 'document' };
  if (field === '$secrets') return { kind: 'settings', selects: ({ secret }) => secret };
  if (field === '**') return { kind: 'settings', selects: () => true };
  if (!/[*?[]/.test(field)) return { kind: 'field', path: field };
  const ending = /^\*\*\.\*([^*?[\]\\.]+)$/.exec(field)?.[1]?.toLowerCase();
  if (ending) return { kind: 'settings', selects: ({ path }) => path.toLowerCase().endsWith(ending) };
  const compiled = compileGlob(field, { separator: '.', ignoreCase: true, braces: false });
  if (!compiled.ok) throw new Error(compiled.reason);
  return { kind: 'settings', selects: ({ path }) => compiled.glob.matches(path) };
}
