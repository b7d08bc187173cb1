/** Completes keys of YAML files: the next part of each missing field's path, groups with what they need inside. */
import { lineBreakOf } from '../validation/lines.ts';
import { unitOfIndent } from '../validation/write-yaml.ts';
import { type Completion, replace, type UnitContext } from './completion-item.ts';
import { type Missing, missingFields } from './completion-missing.ts';
import type { KeyPlace } from './completion-place.ts';
import { scalarText } from './completion-write.ts';

/** A field, and what of its path is to be written here. */
interface Rest {
  readonly missing: Missing;
  readonly parts: readonly string[];
}

export function completeYamlKeys(place: KeyPlace, context: UnitContext): readonly Completion[] {
  const rests = restsAt(place, context);
  const byKey = new Map<string, Rest[]>();
  for (const rest of rests) {
    const key = rest.parts[0] ?? '';
    byKey.set(key, [...(byKey.get(key) ?? []), rest]);
  }
  const single = [...byKey].map(([key, members]) => keyItem(key, members, place, context));
  return place.isNamed || place.isFlow ? single : [...wholeItem(byKey, place, context), ...single];
}

function restsAt(place: KeyPlace, { unit, siblings }: UnitContext): Rest[] {
  const { parents, present, token } = place;
  return missingFields(unit, siblings, token.start).flatMap((missing): Rest[] => {
    const parts = missing.name.split('.');
    const isBelow =
      parts.length > parents.length && parents.every((parent, index) => parts[index] === parent);
    const own = parts.slice(parents.length);
    return isBelow && !present.has((own[0] ?? '').toLowerCase()) ? [{ missing, parts: own }] : [];
  });
}

function keyItem(key: string, members: readonly Rest[], place: KeyPlace, context: UnitContext): Completion {
  const leaf = members.find(({ parts }) => parts.length === 1)?.missing;
  const { snippets } = context;
  const best = members.map(({ missing }) => missing.sort).sort()[0] ?? '';
  const path = leaf?.path ?? groupPath(key, members);
  const needed = members.filter(({ missing }) => missing.field?.required).length;
  const note = leaf ? leaf.note : needed > 0 ? `group, ${needed} required` : 'group';
  return {
    label: key,
    kind: leaf ? (leaf.secret ? 'secret' : 'field') : 'group',
    ...(note !== '' && { detail: note }),
    edit: replace(place.token, place.isNamed ? key : textFor(key, members, place, context)),
    ...(snippets && !place.isNamed && { isSnippet: true }),
    filter: key,
    sort: best,
    about: { kind: 'field', path },
  };
}

/** Of the group that the key stands for: what the members' field paths have in common with it. */
function groupPath(key: string, members: readonly Rest[]): string {
  const [first] = members;
  if (!first) return key;
  const path = first.missing.path.split('.');
  return path.slice(0, Math.max(1, path.length - first.parts.length + 1)).join('.');
}

function textFor(key: string, members: readonly Rest[], place: KeyPlace, context: UnitContext): string {
  const leaf = members.find(({ parts }) => parts.length === 1);
  if (leaf) return `${key}: ${scalarText(leaf.missing, 1, context)}`;
  if (place.isFlow) return context.snippets ? `${key}: {$1}` : `${key}: `;
  const inside = members.filter(({ missing }) => missing.field?.required || missing.isNeeded);
  return write(inside.length > 0 ? inside : [], key, place, context);
}

function write(members: readonly Rest[], key: string, place: KeyPlace, context: UnitContext): string {
  const lines = linesOf(members, '', context, { stop: 0 });
  if (lines.length > 0) return joined(lines, place, context);
  const step = unitOfIndent(context.unit);
  return joined([`${key}:`, context.snippets ? `${step}$1` : step], place, context);
}

/** All that is needed below the cursor's mapping, when that is more than one key. */
function wholeItem(
  byKey: ReadonlyMap<string, readonly Rest[]>,
  place: KeyPlace,
  context: UnitContext,
): Completion[] {
  const needed = [...byKey.values()].flat().filter(({ missing }) => missing.isNeeded);
  if (new Set(needed.map(({ parts }) => parts[0])).size < 2) return [];
  const first = needed[0]?.parts[0] ?? '';
  const group = place.parents.join('.');
  return [
    {
      label: `${first} … (${needed.length} required)`,
      kind: 'snippet',
      detail: `all missing required keys of ${group === '' ? 'the file' : group}`,
      edit: replace(place.token, joined(linesOf(needed, '', context, { stop: 0 }), place, context)),
      ...(context.snippets && { isSnippet: true }),
      filter: first,
      sort: '0000000',
      documentation: needed.map(({ missing }) => `- \`${missing.name}\``).join('\n'),
    },
  ];
}

/** Fields as nested keys, in their order; `counter` numbers the stops of the snippet. */
function linesOf(
  members: readonly Rest[],
  indent: string,
  context: UnitContext,
  counter: { stop: number },
): string[] {
  const byKey = new Map<string, Rest[]>();
  for (const { missing, parts } of members) {
    const [key = '', ...parts_] = parts;
    byKey.set(key, [...(byKey.get(key) ?? []), { missing, parts: parts_ }]);
  }
  return [...byKey].flatMap(([key, inner]) => {
    const leaf = inner.find(({ parts }) => parts.length === 0);
    if (leaf) return [`${indent}${key}: ${scalarText(leaf.missing, ++counter.stop, context)}`];
    return [`${indent}${key}:`, ...linesOf(inner, indent + unitOfIndent(context.unit), context, counter)];
  });
}

/** Editors indent the lines behind the first as far as the cursor's line; a dash before it counts in addition. */
function joined(lines: readonly string[], place: KeyPlace, { checked }: UnitContext): string {
  const { text, lines: index } = checked.document;
  const lineStart = index.lineStart(index.positionAt(place.token.start).line);
  const indent = /^[ ]*/.exec(text.slice(lineStart))?.[0].length ?? 0;
  const more = ' '.repeat(Math.max(0, place.column - indent));
  return lines.join(lineBreakOf(text) + more);
}
