/** Writes the keys that a mapping still needs, for the person to fill in. */
import { keysAt } from '../schema-walk.ts';
import { type SourceFixContext, type SourceFixer, sourceFix } from '../source-fix.ts';
import { insertKeys } from '../source-insert.ts';
import { type MapPlace, mapsAt } from '../source-path.ts';

export const missingKey: SourceFixer = (problem, context) => {
  if (problem.code !== 'manifest/missing-key') return [];
  const { document } = context;
  for (const place of mapsAt(document, problem.span.start)) {
    const missing = missingIn(place, context);
    if (missing.length === 0) continue;
    const keys = missing.map(name => ({ name, value: '' }));
    const edit = insertKeys(place.map, keys, document.text);
    return edit ? [sourceFix('missing', `Add ${missing.join(', ')}`, problem, [edit], false)] : [];
  }
  return [];
};

function missingIn({ map, path }: MapPlace, { kind }: SourceFixContext): readonly string[] {
  const present = new Set(map.entries.map(({ key }) => key));
  return keysAt(kind, path)
    .filter(({ name, required }) => required && !present.has(name))
    .map(({ name }) => name);
}
