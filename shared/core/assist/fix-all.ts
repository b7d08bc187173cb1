/** Mends at once everything that can be mended without asking. */
import type { Format } from '../document/document.ts';
import { createDraft, type Draft } from '../text/draft.ts';
import type { TextEdit } from '../text/text.ts';
import { type Checked, checkText } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import type { Random } from './fix.ts';
import { safeFixFor } from './fixes.ts';

/** What one fix opens up, or stands in the way of, the next round mends. */
const MOST_ROUNDS = 8;
/** No safe fix asks for it. */
const NO_RANDOM: Random = () => new Uint8Array();

export interface FixAllOptions {
  /** The moment of the check. */
  readonly now: Date;
  /** Whether a finding is one that the person sees. */
  readonly isShown: (finding: Finding) => boolean;
}

/** Whether `least` findings of the document could be mended without asking. */
export function hasSafeFixes(checked: Checked, least: number, { isShown, now }: FixAllOptions): boolean {
  let count = 0;
  return checked.findings.some(
    finding => isShown(finding) && safeFixFor(finding, checked, now) && ++count >= least,
  );
}

/** Edits of the text that was checked, none of which overlap; empty when nothing is to be mended. */
export function fixAll(checked: Checked, options: FixAllOptions): TextEdit[] {
  const { path, governance } = checked;
  let draft: Draft = createDraft(checked.document.text);
  let current = checked;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = compatibleEdits(current, options);
    if (edits.length === 0) break;
    draft = draft.apply(edits);
    current = checkText({ path, governance, text: draft.text, now: options.now });
  }
  return draft.edits();
}

/** Two fixes that touch one place, or one field, are left to two rounds. */
function compatibleEdits(checked: Checked, { isShown, now }: FixAllOptions): TextEdit[] {
  const fields = new Set<string>();
  const candidates = checked.findings.filter(isShown).flatMap(finding => {
    const about = fieldsOf(finding);
    const fix = about.some(field => fields.has(field)) ? undefined : safeFixFor(finding, checked, now);
    if (!fix) return [];
    for (const field of about) fields.add(field);
    return [fix.edits(NO_RANDOM)];
  });
  return withoutOverlap(candidates, checked.document.format);
}

function fieldsOf({ field, missing, span }: Finding): string[] {
  const named = [...(field === undefined ? [] : [field]), ...(missing ?? []).map(each => each.field)];
  return named.length > 0 ? named.map(name => name.toLowerCase()) : [`at ${span.start}`];
}

/**
 * Each fix as a whole or not at all. In dotenv insertions at one place follow each other; in YAML they may not know of
 * each other's indentation, and are left to two rounds.
 */
function withoutOverlap(fixes: readonly (readonly TextEdit[])[], format: Format): TextEdit[] {
  const edits = fixes.flatMap((own, owner) => own.map(edit => ({ ...edit, owner })));
  edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const refused = new Set<number>();
  let last: (typeof edits)[number] | undefined;
  for (const edit of edits) {
    const meets = format === 'yaml' && edit.owner !== last?.owner && edit.span.start === last?.span.end;
    if (last && (edit.span.start < last.span.end || meets)) refused.add(edit.owner);
    else last = edit;
  }
  return edits.filter(({ owner }) => !refused.has(owner)).map(({ span, newText }) => ({ span, newText }));
}
