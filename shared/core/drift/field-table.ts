/** Everything that one file says, field by field: what is compared. */
import type { Entry, Node } from '../document/document.ts';
import { MASK } from '../report/report.ts';
import { spanOf } from '../text/text.ts';
import type { CheckedUnit } from '../validation/check.ts';
import { NO_FIELDS } from '../validation/schema-fields.ts';
import { hasSecretName, looksSecret } from '../validation/secret-name.ts';
import type { Setting } from '../validation/settings.ts';
import { type FieldState, type Named, refers, type StateContext, stateOf } from './field-state.ts';
import type { ReadFile } from './side.ts';
import { waiverStates } from './waiver-states.ts';
import { cutsIn } from './written.ts';

/**
 * In source order. Of a field that is set twice only the last one; what nothing binds too, and waivers in comments, which
 * take a rule out of force.
 */
export function fieldTable(side: ReadFile): FieldState[] {
  const { units, document } = side.checked;
  const isSecretName = secretNames(side);
  const parts = document.blocks.length > 0 ? document.roots.slice(0, 1) : document.roots;
  const fields = parts.flatMap((root, part) => {
    const unit = units[part];
    const context: StateContext = { side, fields: unit?.compiled.fields ?? NO_FIELDS, isSecretName };
    const named = namedIn(root, part, unit, side).sort((a, b) => a.keySpan.start - b.keySpan.start);
    return covered(named, side).map(each => stateOf(each, context));
  });
  return [...fields, ...waiverStates(side)];
}

function namedIn(root: Node, part: number, unit: CheckedUnit | undefined, { checked }: ReadFile): Named[] {
  const place = { file: checked.path, part };
  const settings = unit?.settings.filter(({ isPart }) => !isPart) ?? [];
  const bound = settings.map((setting): Named => {
    const { path, node, keySpan } = setting;
    return { ...place, field: nameOf(path), governed: true, setting, node, keySpan };
  });
  const unbound = [...unboundEntries(root, takenBy(unit)), ...whole(root)].map(
    ([name, { value, keySpan }]): Named => {
      return { ...place, field: nameOf(name), governed: false, node: value, keySpan };
    },
  );
  return [...bound, ...unbound];
}

/** Where keys stand that set a field, or would if no other one did. */
function takenBy(unit: CheckedUnit | undefined): ReadonlySet<number> {
  const earlier = unit?.repeats.map(([first]) => first) ?? [];
  return new Set([...(unit?.settings ?? []), ...earlier].map(({ keySpan }: Setting) => keySpan.start));
}

/** By name, with a dot between keys; of those that stand twice the last one. */
function unboundEntries(root: Node, taken: ReadonlySet<number>): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const visit = (entries: readonly Entry[], path: string): void => {
    for (const entry of entries) {
      if (taken.has(entry.keySpan.start)) continue;
      const name = path === '' ? entry.key : `${path}.${entry.key}`;
      const isGroup = entry.value.kind === 'map' && entry.value.entries.length > 0;
      if (isGroup && entry.value.kind === 'map') visit(entry.value.entries, name);
      else found.set(name, entry);
    }
  };
  if (root.kind === 'map') visit(root.entries, '');
  return found;
}

/** A document that is a list, or one value, is one field. */
function whole(root: Node): [string, Pick<Entry, 'value' | 'keySpan'>][] {
  if (root.kind === 'map') return [];
  const { start } = root.span;
  return [[root.kind === 'list' ? '[]' : '', { value: root, keySpan: spanOf(start, start) }]];
}

/**
 * A name that no schema knows may be a secret, or the rest of one: where it looks so, a number stands for it. In a dotenv
 * file such a name that stands there bare sets nothing.
 */
function covered(all: readonly Named[], side: ReadFile): Named[] {
  let count = 0;
  return all.flatMap(named => {
    const { keySpan, setting, field, node } = named;
    if (setting?.field) return [named];
    if (node.kind === 'scalar' && node.origin === 'text' && node.value === null) return [];
    const isShown = !looksSecret('', field) && cutsIn(keySpan, side).length === 0;
    return [isShown ? named : { ...named, field: `${MASK} (${++count})` }];
  });
}

/** Variables that hold a secret, or are made of one that does. */
function secretNames(side: ReadFile): (name: string) => boolean {
  const { roots, format } = side.checked.document;
  const known = new Set<string>();
  const isSecretName = (name: string): boolean => known.has(name) || hasSecretName(name);
  const entries = format === 'dotenv' && roots[0]?.kind === 'map' ? roots[0].entries : [];
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const { key, value } of entries) {
      if (cutsIn(value.span, side).length > 0 || refers(value, isSecretName)) known.add(key);
    }
  }
  return isSecretName;
}

/** As a field may be named in a ledger: not empty, and not longer than 500. */
function nameOf(path: string): string {
  return path === '' ? '""' : path.slice(0, 500).replace(/[\uD800-\uDBFF]$/, '');
}
