/** What a quick fix is: plain data that an editor lists, and the edits, which are computed when one is chosen. */
import type { TextEdit } from '../text/text.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import type { Setting } from '../validation/settings.ts';

/** As many bytes as are asked for, which nobody can foresee. */
export type Random = (bytes: number) => Uint8Array;

export interface Fix {
  /** Finds the fix again in the same text: unique in a document, but for one that mends several findings at once. */
  readonly id: string;
  /** What the person reads. Never a secret's value. */
  readonly title: string;
  /** Applied, the finding is gone. Otherwise the person has still to write something at the place. */
  readonly removes: boolean;
  /** What it puts in is certain and loses nothing: it may be applied unasked, with others. */
  readonly isSafe: boolean;
  /** It is the same fix for every finding of its kind. */
  readonly mendsMany?: true;
  /** None when the fix is not possible after all. Secret values are in it where it moves or makes one. */
  readonly edits: (random: Random) => readonly TextEdit[];
}

/** One kind of fixes, for the findings that it knows; none for all others. */
export type Fixer = (finding: Finding, context: FixContext) => readonly Fix[];

export interface FixContext extends FixPlace {
  readonly now: Date;
}

export interface FixPlace {
  readonly checked: Checked;
  /** The YAML document, or the whole dotenv file, that the finding is in; absent where no project governs the file. */
  readonly unit?: CheckedUnit;
  /** What sets the finding's field. */
  readonly setting?: Setting;
}

export function contextOf(finding: Finding, checked: Checked): FixPlace {
  const { units } = checked;
  const unit = units.find(({ root }) => root && root.span.end >= finding.span.start) ?? units.at(-1);
  const setting = finding.field === undefined ? undefined : unit?.byPath.get(finding.field.toLowerCase());
  return { checked, ...(unit && { unit }), ...(setting && { setting }) };
}

/** An id out of what makes the fix the one it is. */
export function idOf(name: string, { code, field, span }: Finding): string {
  return [name, code, field ?? '', span.start].join(' ');
}
