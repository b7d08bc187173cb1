/** The waivers that a file gives itself, as fields: one that comes or goes changes what the file is checked by. */
import { readInlineWaivers } from '../profile/waivers.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { FieldState } from './field-state.ts';
import type { ReadFile } from './side.ts';
import { cutsIn, writtenMasked, writtenWith } from './written.ts';

/** Named `waiver SEC_004`, which is no path of a field. */
export function waiverStates(side: ReadFile): FieldState[] {
  const { document, path } = side.checked;
  return readInlineWaivers(document, path).map(({ rule, origin: { span } }): FieldState => {
    const cuts = cutsIn(span, side);
    const isKnown = cuts.every(index => side.fingerprints[index] != null);
    const exact = writtenWith(span, side, index => side.fingerprints[index] ?? '');
    const said = termsOf(writtenMasked(span, side));
    return {
      file: path,
      part: 0,
      field: `waiver ${rule.slice(0, 100)}`,
      governed: true,
      secret: cuts.length > 0,
      generation: cuts.length > 0 ? side.file.generation : null,
      identity: isKnown ? `waiver:${termsOf(exact)}` : undefined,
      value: undefined,
      shown: canonicalJson(said.slice(0, 500)),
      written: said.slice(0, 500),
      span,
      keySpan: span,
    };
  });
}

/** What stands behind the rule, whatever blanks there are. */
function termsOf(comment: string): string {
  return comment
    .replace(/^.*?secure-config-waive\s*:?\s*\S*/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
