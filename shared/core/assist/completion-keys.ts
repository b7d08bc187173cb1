/** Completes keys: fields that are still missing, and all that a group needs at once. */
import { spanOf } from '../text/text.ts';
import { lineBreakOf } from '../validation/lines.ts';
import { groupOf } from '../validation/missing.ts';
import { type Completion, replace, type UnitContext } from './completion-item.ts';
import { type Missing, missingFields } from './completion-missing.ts';
import type { KeyPlace } from './completion-place.ts';
import { settingBefore } from './completion-subject.ts';
import { styleOf, variableText } from './completion-write.ts';

export function completeVariables(place: KeyPlace, context: UnitContext): readonly Completion[] {
  const { unit, siblings } = context;
  const missing = missingFields(unit, siblings, place.token.start).filter(
    ({ name }) => !place.present.has(name.toLowerCase()),
  );
  const single = missing.map(each => variableItem(each, place, context));
  return place.isNamed ? single : [...groupItems(missing, place, context), ...single];
}

function variableItem(missing: Missing, place: KeyPlace, context: UnitContext): Completion {
  const { unit, snippets } = context;
  const { name, path, secret, note, sort } = missing;
  const style = styleOf(settingBefore(unit, place.token.start) ?? unit.settings[0], unit);
  const own = { ...style, exported: style.exported && !place.isExported };
  const newText = place.isNamed ? name : variableText(missing, own, 1, context);
  return {
    label: name,
    kind: secret ? 'secret' : 'field',
    ...(note !== '' && { detail: note }),
    edit: replace(place.token, newText),
    ...(snippets && !place.isNamed && { isSnippet: true }),
    filter: name,
    sort,
    about: { kind: 'field', path },
  };
}

/** Fewer than this are no group worth an entry of its own. */
const FEWEST = 2;

/** One entry for each group of which several needed fields are missing. */
function groupItems(missing: readonly Missing[], place: KeyPlace, context: UnitContext): Completion[] {
  const groups = new Map<string, Missing[]>();
  for (const each of missing) {
    if (!each.isNeeded) continue;
    const group = groupOf(each.path);
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups]
    .filter(([, members]) => members.length >= FEWEST)
    .map(([group, members]) => groupItem(group.slice(0, -1), members, place, context));
}

function groupItem(
  group: string,
  members: readonly Missing[],
  place: KeyPlace,
  context: UnitContext,
): Completion {
  const { unit, snippets, checked } = context;
  const style = styleOf(settingBefore(unit, place.token.start) ?? unit.settings[0], unit);
  const lines = members.map((member, index) => {
    const exported = style.exported && !(index === 0 && place.isExported);
    return variableText(member, { ...style, exported }, index + 1, context);
  });
  const [first] = members;
  return {
    label: `${first?.name ?? ''} … (${members.length} required)`,
    kind: 'snippet',
    detail: `all missing required keys of ${group === '' ? 'the top level' : group}`,
    edit: replace(spanOf(place.token.start, place.token.end), lines.join(lineBreakOf(checked.document.text))),
    ...(snippets && { isSnippet: true }),
    filter: first?.name ?? '',
    sort: `${(first?.sort ?? '').slice(0, 2)}00000`,
    documentation: members
      .map(({ name, note }) => `- \`${name}\`${note === '' ? '' : ` (${note})`}`)
      .join('\n'),
  };
}
