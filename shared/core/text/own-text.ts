/** Engines keep a piece of a text as a reference to the whole: what lives longer than the text needs a copy. */

/** Shorter pieces are copied by the engine itself (V8: below 13 code units). */
const SHORTEST_REFERENCE = 13;

/** The same text, which holds on to nothing else. */
export function ownText(text: string): string {
  return text.length < SHORTEST_REFERENCE ? text : ` ${text}`.slice(1);
}
