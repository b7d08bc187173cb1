/** Changed fields as lines that a person compares: what was, and what is. */
import type { Assessment, FieldDifference, TextChange } from '../../shared/core/workflow/shown/version.ts';
import type { Io } from '../io.ts';
import { countOf, SEVERITY_LOOK } from '../text/style.ts';
import { shortenTo, visibleText } from '../text/width.ts';

const LONGEST_VALUE = 60;
const LOOKS = { added: 'green', removed: 'red', changed: 'yellow' } as const;
const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** One line for each field; a change that makes the configuration less secure says so. */
export function changesText(changes: readonly FieldDifference[], { style }: Io): string[] {
  const width = Math.max(0, ...changes.map(({ field }) => field.length));
  return changes.map(change => {
    const mark = change.downgrade ? `  ${style('magenta', 'less secure')}` : '';
    return `  ${style(LOOKS[change.change], SIGNS[change.change])} ${visibleText(change.field).padEnd(width)}  ${valuesText(change)}${mark}`;
  });
}

/** One line for each file, so that what shows in no field is seen, too. */
export function textsText(texts: readonly TextChange[], { style }: Io): string[] {
  const width = Math.max(0, ...texts.map(({ path }) => path.length));
  return texts.map(text => {
    const name = visibleText(text.path).padEnd(width);
    return `  ${style(LOOKS[text.change], 'file')} ${name}  ${textText(text)}`;
  });
}

function textText({ change, lines, comments, hasFields }: TextChange): string {
  const count = countOf(lines, 'line');
  if (change !== 'changed') return `${change}: ${count}`;
  if (hasFields) return comments === 0 ? count : `${count}, ${comments} of them comments`;
  if (lines === 0) return 'the text changes in the order of its lines only';
  return comments === lines
    ? `the text changes in comments only: ${count}`
    : `the text changes, and no field does: ${count}`;
}

function valuesText({ change, secret, before, after }: FieldDifference): string {
  if (change === 'changed') {
    return secret && before === after
      ? `${shown(before)} (another secret)`
      : `${shown(before)} → ${shown(after)}`;
  }
  return shown(change === 'added' ? after : before);
}

function shown(value: string | null): string {
  return value === null ? '' : shortenTo(visibleText(value), LONGEST_VALUE);
}

/** Score and compliance, before and after, and which findings come and go. */
export function assessmentText(assessment: Assessment, io: Io): string[] {
  const { style } = io;
  const { scoreBefore, scoreAfter, isCompliant, findingsAdded, findingsRemoved } = assessment;
  const score = scoreBefore === null ? String(scoreAfter) : `${scoreBefore} → ${scoreAfter}`;
  const verdict = isCompliant ? style('green', 'compliant') : style('red', 'not compliant');
  const added = findingsAdded.map(
    ({ severity, code, message }) =>
      `  ${style(SEVERITY_LOOK[severity], `+ ${severity} ${code}`)} ${visibleText(message)}`,
  );
  const removed =
    findingsRemoved.length > 0
      ? [`  ${style('green', `- ${countOf(findingsRemoved.length, 'finding')} gone`)}`]
      : [];
  return [`  score ${score}, ${verdict}`, ...added, ...removed];
}
