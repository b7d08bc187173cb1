/** What a grammar cannot know about a key: that its value is secret, that no schema knows it, that it is on its way out. */
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { judgedEntries } from './secret-entries.ts';

/** In the order of the legend that is announced to the client. `deprecated` is the protocol's own. */
export const KEY_MODIFIERS = ['secret', 'unknown', 'deprecated'] as const;

export type KeyModifier = (typeof KEY_MODIFIERS)[number];

export interface KeyToken {
  /** Within one line. */
  readonly span: Span;
  readonly modifiers: readonly KeyModifier[];
}

/** In source order. Keys of which there is nothing to say have none: the grammar colours them. */
export function keyTokens(checked: Checked): KeyToken[] {
  const unknown = unknownKeys(checked);
  const tokens = new Map<number, KeyToken>();
  for (const { entry, secret, setting } of judgedEntries(checked)) {
    const span = entry.keySpan;
    const isDeprecated = setting?.field?.schema.deprecated === true;
    const marks = { secret, unknown: unknown.has(span.start), deprecated: isDeprecated };
    const modifiers = KEY_MODIFIERS.filter(modifier => marks[modifier]);
    const isKey = span.start !== entry.value.span.start && span.end > span.start;
    if (modifiers.length > 0 && isKey && isOneLine(span, checked))
      tokens.set(span.start, { span, modifiers });
  }
  return [...tokens.values()].sort((a, b) => a.span.start - b.span.start);
}

function unknownKeys({ findings }: Checked): ReadonlySet<number> {
  const unknown = findings.filter(({ code }) => code === 'schema/unknown-field');
  return new Set(unknown.map(({ span }) => span.start));
}

function isOneLine({ start, end }: Span, { document }: Checked): boolean {
  return !/[\r\n]/.test(document.text.slice(start, end));
}
