/** Every key of a document with the field that it sets: what definition, references and rename look for. */
import type { Document, Entry, Node, Reference } from '../document/document.ts';
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import type { Setting } from '../validation/settings.ts';

export interface KeyPlace {
  /** As it is written. */
  readonly key: string;
  /** In YAML with the keys around it, dotted. */
  readonly name: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** The field it sets, as the schema spells it; absent for groups, and for what is not ours. */
  readonly field?: string;
  /** The keys beside it. */
  readonly siblings: readonly Entry[];
}

/** In source order, overridden ones too. What an alias or a merge key brings in is left out: it stands elsewhere. */
export function keyPlaces({ document, units }: Checked): readonly KeyPlace[] {
  const settings = units.flatMap(unit => unit.settings);
  const byPlace = new Map(settings.map(setting => [setting.keySpan.start, setting]));
  const byName = new Map(
    document.format === 'dotenv' ? settings.map(setting => [setting.name, setting]) : [],
  );
  const places: KeyPlace[] = [];
  const visit = (node: Node, prefix: string): void => {
    const isOwn = ({ start, end }: Span): boolean => start >= node.span.start && end <= node.span.end;
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries())
        if (isOwn(item.span)) visit(item, `${prefix}${index}.`);
    }
    if (node.kind !== 'map') return;
    for (const { key, keySpan, span, value } of node.entries) {
      if (!isOwn(span)) continue;
      const setting: Setting | undefined = byPlace.get(keySpan.start) ?? byName.get(key);
      const field = setting && { field: setting.path };
      places.push({ key, name: prefix + key, keySpan, value, siblings: node.entries, ...field });
      visit(value, `${prefix}${key}.`);
    }
  };
  for (const root of document.roots) visit(root, '');
  return places;
}

/** Each `${NAME}` that stands in a value of the document, in source order. */
export function referencesOf({ roots, format }: Document): readonly Reference[] {
  if (format !== 'dotenv') return [];
  return roots.flatMap(root => (root.kind === 'map' ? root.entries.flatMap(referencesIn) : []));
}

function referencesIn({ value }: Entry): readonly Reference[] {
  return value.kind === 'scalar' ? value.references : [];
}
