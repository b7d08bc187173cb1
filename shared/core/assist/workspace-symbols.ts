/** Finds fields by name over all files: the keys alone, whatever their values are. */
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { bareKind, kindOf, type SymbolKind } from './symbols-detail.ts';

export interface FieldSymbol {
  /** The key as it is written; in YAML with the keys around it. */
  readonly name: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** The environment that the file is for. */
  readonly environment?: string;
}

/** Every key of the file, in source order. */
export function fieldSymbols({ document, environment, units }: Checked): readonly FieldSymbol[] {
  const where = environment === undefined ? {} : { environment };
  const settings = units.flatMap(unit => unit.settings);
  if (settings.length > 0 || document.format === 'yaml') {
    return settings.map(setting => {
      return { name: setting.name, kind: kindOf(setting), span: setting.keySpan, ...where };
    });
  }
  const entries = document.roots.flatMap(root => (root.kind === 'map' ? root.entries : []));
  return entries.map(({ key, keySpan, value }) => {
    return { name: key, kind: bareKind(key, value), span: keySpan, ...where };
  });
}

/** Whether the query's characters stand in the name in their order, in any case; an empty query finds everything. */
export function matchesQuery(name: string, query: string): boolean {
  const folded = name.toLowerCase();
  let offset = 0;
  for (const character of query.toLowerCase().replaceAll(/\s/g, '')) {
    const found = folded.indexOf(character, offset);
    if (found < 0) return false;
    offset = found + character.length;
  }
  return true;
}
