/** Completes keys of a dotenv file that no profile governs by those of the files beside it, such as `.env.example`. */
import { looksSecret } from '../validation/secret-name.ts';
import { type Completion, type CompletionContext, replace } from './completion-item.ts';
import { isName } from './completion-missing.ts';
import type { KeyPlace } from './completion-place.ts';

export function completeUngoverned(place: KeyPlace, context: CompletionContext): readonly Completion[] {
  const { checked, siblings } = context;
  if (checked.document.format !== 'dotenv') return [];
  const own = new Set(
    keysOf(checked)
      .filter(({ at }) => at !== place.token.start)
      .map(({ key }) => key),
  );
  const found = new Map<string, Completion>();
  for (const sibling of siblings) {
    for (const { key } of keysOf(sibling)) {
      if (!isName(key) || own.has(key) || found.has(key) || place.present.has(key.toLowerCase())) continue;
      found.set(key, {
        label: key,
        kind: looksSecret(key, undefined) ? 'secret' : 'field',
        detail: `in ${sibling.path}`,
        edit: replace(place.token, place.isNamed ? key : `${key}=`),
        filter: key,
        sort: String(found.size).padStart(5, '0'),
      });
    }
  }
  return [...found.values()];
}

function keysOf({ document }: CompletionContext['checked']): { readonly key: string; readonly at: number }[] {
  const root = document.roots[0];
  const entries = root?.kind === 'map' ? root.entries : [];
  return entries.map(({ key, keySpan }) => ({ key, at: keySpan.start }));
}
