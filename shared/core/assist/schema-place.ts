/** Finds in a schema file, or in a profile that holds its schema, the place that describes a field; and a rule in its file. */
import type { Entry, MapNode, Node } from '../document/document.ts';
import { placeAt, pointerParts } from '../document/json.ts';
import { parseYaml } from '../document/yaml.ts';
import type { Span } from '../text/text.ts';

/** The key under `properties`; undefined when the text does not describe the field. `field`: dotted. */
export function fieldPlace(text: string, field: string): Span | undefined {
  return placeOfField(parseYaml(text).roots[0], field);
}

export function placeOfField(file: Node | undefined, field: string): Span | undefined {
  if (file?.kind !== 'map') return undefined;
  const inline = childOf(file, 'schema');
  const root = inline?.kind === 'map' ? inline : file;
  let current: Node = root;
  let place: Span | undefined;
  for (const part of field.split('.')) {
    const property = propertyOf(current, part, root, new Set());
    if (!property) return undefined;
    place = property.keySpan;
    current = property.value;
  }
  return place;
}

/** The rule's id in its own file, or its key among the rules of a manifest or profile. */
export function rulePlace(text: string, rule: string): Span | undefined {
  const [root] = parseYaml(text).roots;
  if (root?.kind !== 'map') return undefined;
  const id = childOf(root, 'id');
  if (id?.kind === 'scalar' && id.value === rule) return id.span;
  const rules = childOf(root, 'rules');
  return rules?.kind === 'map' ? rules.entries.findLast(({ key }) => key === rule)?.keySpan : undefined;
}

/** `seen`: what has been looked through; references may lead back to it. */
function propertyOf(node: Node, name: string, root: MapNode, seen: Set<Node>): Entry | undefined {
  if (node.kind !== 'map' || seen.has(node)) return undefined;
  seen.add(node);
  const properties = childOf(node, 'properties');
  const own = properties?.kind === 'map' ? properties.entries.findLast(({ key }) => key === name) : undefined;
  if (own) return own;
  const parts = childOf(node, 'allOf');
  const bases = [referredTo(node, root), ...(parts?.kind === 'list' ? parts.items : [])];
  for (const base of bases) {
    const found = base && propertyOf(base, name, root, seen);
    if (found) return found;
  }
  return undefined;
}

function referredTo(node: MapNode, root: MapNode): Node | undefined {
  const reference = childOf(node, '$ref');
  if (reference?.kind !== 'scalar' || !/^#(?:$|\/)/.test(String(reference.value))) return undefined;
  const place = placeAt(root, pointerParts(String(reference.value).slice(1)));
  return place.found ? place.node : undefined;
}

function childOf({ entries }: MapNode, key: string): Node | undefined {
  return entries.findLast(entry => entry.key === key)?.value;
}
