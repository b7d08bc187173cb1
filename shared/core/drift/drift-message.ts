/** The words for a difference: what differs from what was approved, by whom and when, why it matters, what to do. */
import { MASK } from '../report/report.ts';
import type { DriftType } from './classify.ts';
import type { Difference } from './compare.ts';
import type { FieldState } from './field-state.ts';
import { shorten } from './shorten.ts';

/** UTF-16 code units of a value in a message. */
const LONGEST_VALUE = 80;

/** The version that is compared with, as people call it. */
export interface Baseline {
  readonly version: number;
  /** Names of those who approved it; empty: nobody had to. */
  readonly approvers: readonly string[];
  /** Who made it. */
  readonly author: string;
  /** `2026-05-01`, or any other way in which the reader writes a day. */
  readonly date: string;
}

export interface DriftSubject {
  readonly difference: Difference;
  /** As the document spells the field. */
  readonly name: string;
  readonly type: DriftType;
}

export function driftMessage({ difference, name, type }: DriftSubject, baseline: Baseline): string {
  return [whatDiffers(difference, name, baselineName(baseline)), why(type), whatToDo(difference)]
    .filter(sentence => sentence !== '')
    .join(' ');
}

/** `v12, approved by Ana and Ben on 2026-05-01`. */
export function baselineName({ version, approvers, author, date }: Baseline): string {
  const whose = approvers.length > 0 ? `approved by ${joined(approvers)}` : `made by ${author}`;
  return `v${version}, ${whose} on ${date}`;
}

function whatDiffers({ change, before, after }: Difference, name: string, version: string): string {
  const differs = `${name} differs from ${version}`;
  const [was, is] = [said(before), said(after)];
  if (change === 'added') return `${differs}: it is not there.`;
  if (change === 'removed') return `${differs}: it is left out here, and ${was} there.`;
  if (was === SECRET && is === SECRET) return `${differs}: it is another secret.`;
  return `${differs}: it is ${is} here, and ${was} there.`;
}

const SECRET = 'a secret';

function said(state: FieldState | undefined): string {
  const shown = state?.shown ?? '';
  return shown === MASK ? SECRET : shorten(shown, LONGEST_VALUE);
}

function why(type: DriftType): string {
  if (type === 'security_downgrade') return 'This makes the configuration less secure.';
  if (type === 'unauthorized_change') return 'The field is protected.';
  return type === 'schema_violation' ? 'It breaks the schema as well.' : '';
}

function whatToDo({ change }: Difference): string {
  const undo = { added: 'Take it out', removed: 'Put it back', changed: 'Revert it' }[change];
  return `${undo}, or request the change.`;
}

function joined(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
