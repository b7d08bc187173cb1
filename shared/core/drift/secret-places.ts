/** Which stretches of a checked file are secret, and whose they are: what is cut out before anything is kept or compared. */
import { secretSpans, spansOfValue } from '../assist/secret-spans.ts';
import type { SecretPlace } from '../ledger/cut.ts';
import { FIELD } from '../ledger/names.ts';
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import type { Setting } from '../validation/settings.ts';

/** In source order, none touching another. The field is null where no setting holds the place: a comment, a rest. */
export function secretPlaces(checked: Checked): SecretPlace[] {
  const settings = settingsOf(checked);
  let next = 0;
  return secretSpans(checked).map(span => {
    while (next < settings.length && (settings[next]?.node.span.end ?? 0) <= span.start) next++;
    const setting = settings[next];
    return setting && overlaps(setting.node.span, span)
      ? placeIn(setting, span, checked)
      : { ...span, field: null };
  });
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Those too that another one overrides: what they hold is as secret. In order of their values. */
function settingsOf({ units }: Checked): Setting[] {
  const all = units.flatMap(({ settings, repeats }) => [...settings, ...repeats.map(([earlier]) => earlier)]);
  return all
    .filter(({ isPart }) => !isPart)
    .sort((a, b) => a.node.span.start - b.node.span.start || a.node.span.end - b.node.span.end);
}

function placeIn({ path, node }: Setting, span: Span, { document }: Checked): SecretPlace {
  const field = FIELD(path, 'field') === undefined ? path : null;
  const [whole] = node.kind === 'scalar' ? spansOfValue(node, document) : [];
  const isWhole = node.kind === 'scalar' && whole?.start === span.start && whole.end === span.end;
  return { ...span, field, ...(isWhole && { value: String(node.value) }) };
}
