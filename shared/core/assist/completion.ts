/** What can be typed at the cursor of a configuration file, dotenv and YAML alike. */
import type { Checked } from '../validation/check.ts';
import { dotenvPlace, isDotenv } from './completion-dotenv-place.ts';
import type { Completion, CompletionContext } from './completion-item.ts';
import { completeVariables } from './completion-keys.ts';
import { itemPlace, type Place, type ValuePlace } from './completion-place.ts';
import { completeReferences, referencePlace } from './completion-references.ts';
import { unitAt } from './completion-subject.ts';
import { completeUngoverned } from './completion-ungoverned.ts';
import { completeValues } from './completion-values.ts';
import { completeComment } from './completion-waivers.ts';
import { completeYamlKeys } from './completion-yaml-keys.ts';
import { yamlPlace } from './completion-yaml-place.ts';

/** Undefined where nothing is to be completed. */
export function placeAt({ document }: Checked, offset: number): Place | undefined {
  return isDotenv(document) ? dotenvPlace(document, offset) : yamlPlace(document, offset);
}

/** Whether what other environments have matters there. */
export function wantsSiblings(place: Place, { units }: Checked): boolean {
  return place.kind === 'value' || (place.kind === 'key' && !units[0]?.compiled.schema);
}

/** Nothing is left out for its length: the list stays right while one types on. */
export function complete(place: Place, context: CompletionContext): readonly Completion[] {
  const { checked, offset } = context;
  if (place.kind === 'comment') return completeComment(place.span, context);
  const reference = place.kind === 'value' ? referenceItems(place, context) : undefined;
  if (reference) return reference;
  const unit = unitAt(checked, offset);
  if (!unit) return place.kind === 'key' ? completeUngoverned(place, context) : [];
  const own = { ...context, unit };
  if (place.kind === 'value') return completeValues(place, own);
  if (checked.document.format === 'dotenv') return completeVariables(place, own);
  const asValue = itemPlace(place);
  return place.inItem ? completeValues(asValue, own) : completeYamlKeys(place, own);
}

function referenceItems(place: ValuePlace, { checked, offset }: CompletionContext) {
  if (checked.document.format !== 'dotenv') return undefined;
  const reference = referencePlace(place, checked.document.text, offset);
  return reference && completeReferences(reference, place.path[0] ?? '', checked);
}
