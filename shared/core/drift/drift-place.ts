/** Where in a document a difference shows. */
import { type Span, spanOf } from '../text/text.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import { placeOfMissing } from '../validation/missing.ts';
import { nameInFile } from '../validation/unit.ts';
import type { Difference } from './compare.ts';
import type { FieldState } from './field-state.ts';

export interface DriftPlace {
  readonly span: Span;
  /** As the document spells the field, or would. */
  readonly name: string;
}

/** At the value, or at the key where it is empty or new; of what is gone where it would stand, else at the file's start. */
export function placeOfDrift({ field, before, after }: Difference, checked: Checked): DriftPlace {
  if (after) return placeOf(after, before !== undefined);
  const unit = checked.units[before?.part ?? 0];
  if (before?.governed && unit) return placeOfGone(field, before, unit);
  return { span: spanOf(0, Math.min(1, checked.document.text.length)), name: field };
}

function placeOf({ setting, field, span, keySpan }: FieldState, isThere: boolean): DriftPlace {
  const isShown = isThere && span.end > span.start;
  return { span: isShown ? span : keySpan, name: setting?.name ?? field };
}

function placeOfGone(field: string, { setting }: FieldState, unit: CheckedUnit): DriftPlace {
  return { span: placeOfMissing(field, unit).span, name: setting?.name ?? nameInFile(field, unit) };
}
