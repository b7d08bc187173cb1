/** What a manifest, profile or rule file refers to: other files, built-in profiles, rules and fields. */
import type { Document, Entry, Node } from '../document/document.ts';
import { parseYaml } from '../document/yaml.ts';
import { isPath } from '../profile/trust.ts';
import type { Span } from '../text/text.ts';

export type OwnReference =
  /** Relative to the file; a folder where it has no `.yaml` behind it. */
  | { readonly kind: 'file'; readonly role: 'profile' | 'part'; readonly path: string; readonly span: Span }
  | { readonly kind: 'builtin'; readonly name: string; readonly span: Span }
  | { readonly kind: 'rule'; readonly rule: string; readonly span: Span }
  | { readonly kind: 'field'; readonly field: string; readonly span: Span };

/** In source order. What is of the wrong shape refers to nothing. */
export function ownReferences(text: string): readonly OwnReference[] {
  return ownReferencesOf(parseYaml(text));
}

export function ownReferencesOf({ roots: [root] }: Document): readonly OwnReference[] {
  return root?.kind === 'map' ? root.entries.flatMap(referencesOfEntry) : [];
}

function referencesOfEntry({ key, value }: Entry): readonly OwnReference[] {
  switch (key) {
    case 'extends':
      return textsOf(value).map(profileReference);
    case 'approvals':
    case 'drift':
      return [...textsOf(value).map(partReference), ...listedFields(value)];
    case 'environmentField':
      return textsOf(value).map(fieldReference);
    case 'schema':
    case 'ruleFiles':
      return textsOf(value).map(partReference);
    case 'rules':
      if (value.kind !== 'map') return textsOf(value).map(partReference);
      return value.entries.flatMap(rule => [ruleReference(rule.key, rule.keySpan), ...fieldsOf(rule.value)]);
    case 'waivers':
      return itemsOf(value).flatMap(item =>
        textsAt(item, 'rule').map(({ text, span }) => ruleReference(text, span)),
      );
    case 'files':
      return itemsOf(value).flatMap(item => mappedFields(entryNamed(item, 'map')));
    case 'field':
      return textsOf(value).map(fieldReference);
    default:
      return [];
  }
}

interface Text {
  readonly text: string;
  readonly span: Span;
}

function profileReference({ text, span }: Text): OwnReference {
  return isPath(text)
    ? { kind: 'file', role: 'profile', path: text, span }
    : { kind: 'builtin', name: text, span };
}

function partReference({ text, span }: Text): OwnReference {
  return { kind: 'file', role: 'part', path: text, span };
}

function ruleReference(rule: string, span: Span): OwnReference {
  return { kind: 'rule', rule, span };
}

function fieldReference({ text, span }: Text): OwnReference {
  return { kind: 'field', field: text, span };
}

/** Of a rule that stands in a manifest or profile. */
function fieldsOf(rule: Node): readonly OwnReference[] {
  return textsAt(rule, 'field').map(fieldReference);
}

/** Of approval and drift policies: `requirements: [{fields}]`, and `fields: [{fields}]`. */
function listedFields(policy: Node): readonly OwnReference[] {
  const lists = ['requirements', 'fields'].flatMap(key => entryNamed(policy, key) ?? []);
  return lists.flatMap(itemsOf).flatMap(item => textsAt(item, 'fields').map(fieldReference));
}

function mappedFields(map: Node | undefined): readonly OwnReference[] {
  return map?.kind === 'map' ? map.entries.flatMap(({ value }) => textsOf(value).map(fieldReference)) : [];
}

function textsAt(node: Node, key: string): readonly Text[] {
  const value = entryNamed(node, key);
  return value ? textsOf(value) : [];
}

function textsOf(node: Node): readonly Text[] {
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ text: item.value, span: item.span }] : [],
  );
}

function itemsOf(node: Node): readonly Node[] {
  return node.kind === 'list' ? node.items : [];
}

function entryNamed(node: Node, key: string): Node | undefined {
  return node.kind === 'map' ? node.entries.findLast(entry => entry.key === key)?.value : undefined;
}
