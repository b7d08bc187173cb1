/** Tells values that hold secrets apart by what their secrets are known by, and shows them without. */
import { spansOfValue } from '../assist/secret-spans.ts';
import type { Node, ScalarNode } from '../document/document.ts';
import { setOwn } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { ReadFile } from './side.ts';
import { cutsIn, writtenMasked, writtenWith } from './written.ts';

/** A list or mapping with some secrets in it is told apart from another by the rest and their fingerprints. */
export function secretIdentity(node: Node, side: ReadFile): string | undefined {
  const tree = withSecrets(node, side, index => side.fingerprints[index] ?? undefined);
  return tree === undefined ? undefined : secretIdentityOf(tree);
}

/** No value has the same: it is no JSON. */
export function secretIdentityOf(tree: JsonValue): string {
  return `${SECRET}${canonicalJson(tree)}`;
}

const SECRET = 'secret:';

/** Whether it is made of fingerprints, and not of the value. */
export function isSecretIdentity(identity: string): boolean {
  return identity.startsWith(SECRET);
}

/** Canonical JSON with `••••` in it, or nothing but that. */
export function shownSecret(node: Node, side: ReadFile): string {
  if (node.kind === 'scalar') return hidesNothing(node) ? canonicalJson(node.value) : MASK;
  return canonicalJson(withSecrets(node, side, () => MASK) ?? MASK);
}

/** A secret that is empty, or a switch. */
function hidesNothing({ value, references }: ScalarNode): boolean {
  return references.length === 0 && (value === null || value === '' || typeof value === 'boolean');
}

/** The value with something in the place of each secret; undefined when there is nothing for one of them. */
function withSecrets(
  node: Node,
  side: ReadFile,
  instead: (index: number) => string | undefined,
): JsonValue | undefined {
  if (node.kind === 'scalar') return scalarWithSecrets(node, side, instead);
  if (node.kind === 'list') {
    const items = node.items.map(item => withSecrets(item, side, instead));
    return items.every(item => item !== undefined) ? items : undefined;
  }
  const object: Record<string, JsonValue> = {};
  for (const { key, value } of node.entries) {
    const inner = withSecrets(value, side, instead);
    if (inner === undefined) return undefined;
    setOwn(object, key, inner);
  }
  return object;
}

function scalarWithSecrets(
  node: ScalarNode,
  side: ReadFile,
  instead: (index: number) => string | undefined,
): JsonValue | undefined {
  const cuts = cutsIn(node.span, side);
  const [first] = cuts;
  if (first === undefined) return node.references.length > 0 ? writtenMasked(node.span, side) : node.value;
  const [whole = node.span] = spansOfValue(node, side.checked.document);
  const place = side.places[first];
  if (place && place.start <= whole.start && place.end >= whole.end) return instead(first);
  const all = cuts.map(instead);
  if (all.some(each => each === undefined)) return undefined;
  return writtenWith(whole, side, index => `\u0000${all[cuts.indexOf(index)]}\u0000`);
}

export function hasInnerCut(node: Node, side: ReadFile): boolean {
  if (node.kind === 'scalar') return cutsIn(node.span, side).length > 0;
  if (node.kind === 'list') return node.items.some(item => hasInnerCut(item, side));
  return node.entries.some(({ value }) => hasInnerCut(value, side));
}
