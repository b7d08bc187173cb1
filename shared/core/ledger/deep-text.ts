/** What a deep verification has looked at, in a sentence. */
export function deepText({ recomputed, otherRules }: { recomputed: number; otherRules: number }): string {
  const events = (count: number): string => (count === 1 ? '1 event' : `${count} events`);
  const rest =
    otherRules === 0
      ? ''
      : ` ${events(otherRules)} were checked by other rules than today’s: not computed anew.`;
  return `${events(recomputed)}: what they say of their contents, computed anew from the texts.${rest}`;
}
