/** The ways in which a field may be taken back to what was approved, in the document's own hand. */

import { wholeLine } from '../assist/remove-entry.ts';
import { spanOf, type TextEdit } from '../text/text.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import { insertFields } from '../validation/missing.ts';
import { replaceValue, setField } from '../validation/set-field.ts';
import type { FieldState } from './field-state.ts';
import { insertApprovedLine } from './insert-line.ts';
import type { Relation } from './relations.ts';
import { removeKeys } from './remove-keys.ts';

export interface RevertParts {
  /** The approved file. */
  readonly base: Checked;
  /** The document. */
  readonly checked: Checked;
  readonly relations: readonly Relation[];
}

type Way = () => readonly TextEdit[];

/** Best first. What each would do is still to be checked. */
export function waysToRevert(relation: Relation, parts: RevertParts): readonly Way[] {
  const { before, after } = relation;
  if (before && after) {
    return [() => asApproved(before, after, parts), () => withValue(before, after, parts)];
  }
  if (after) {
    return [
      () => removed(after, parts, 'with-empty-groups'),
      () => removed(after, parts, 'alone'),
      () => removedComment(after, parts),
    ];
  }
  if (!before) return [];
  return [() => insertApprovedLine(relation, parts), () => inserted(before, parts)];
}

/** The text of the value as it was approved, quotes and all. */
function asApproved(before: FieldState, after: FieldState, { base, checked }: RevertParts): TextEdit[] {
  const text = base.document.text.slice(before.span.start, before.span.end);
  return [replaceValue({ node: after, keySpan: after.keySpan }, text, checked)];
}

/** The same value, written as the document writes. */
function withValue({ setting }: FieldState, after: FieldState, { checked }: RevertParts): TextEdit[] {
  const unit = checked.units[after.part];
  if (!setting || !after.setting || !unit || setting.doubt) return [];
  return setField({ path: after.field, setting: after.setting }, setting.value, unit);
}

function inserted({ setting, field, part }: FieldState, { checked }: RevertParts): TextEdit[] {
  const unit = checked.units[part];
  return setting && unit && !setting.doubt ? insertFields([{ path: field, value: setting.value }], unit) : [];
}

/** Those lines too that set it and are overridden: one of them would count then. */
function removed(
  after: FieldState,
  { checked }: RevertParts,
  how: 'with-empty-groups' | 'alone',
): TextEdit[] {
  const unit: CheckedUnit | undefined = checked.units[after.part];
  const earlier = (unit?.repeats ?? [])
    .filter(([, later]) => later.path.toLowerCase() === after.field.toLowerCase())
    .map(([first]) => first.keySpan.start);
  return removeKeys([...earlier, after.keySpan.start], checked.document, how);
}

/** A waiver, with its line where it has one to itself. */
function removedComment({ setting, span }: FieldState, { checked: { document } }: RevertParts): TextEdit[] {
  if (setting) return [];
  const line = wholeLine(document.text, span.start);
  const mark = document.text.startsWith('\uFEFF', line.start) ? 1 : 0;
  const isAlone =
    document.text.slice(line.start, line.end).trim() === document.text.slice(span.start, span.end);
  return [{ span: isAlone ? spanOf(line.start + mark, line.end) : span, newText: '' }];
}
