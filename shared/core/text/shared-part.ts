/** Tells quickly whether a long text may have something in common with a few short ones, before anybody looks closer. */

/** UTF-16 code units that are compared. */
const LENGTH = 8;
/** Of letters alone it takes so many in a row, or every text would share a word with every other. */
const LETTERS = 16;

const FACTOR = 31;
/** `FACTOR` to the power of `LENGTH`, in 32 bits. */
const LEAVING = Array.from({ length: LENGTH }).reduce<number>(power => Math.imul(power, FACTOR), 1);

/**
 * Answers for any text whether it may share with one of these a part of `LENGTH` code units with something else than
 * letters in it, or of `LETTERS` letters. False is certain.
 */
export function mayShareWith(texts: readonly string[]): (text: string) => boolean {
  const hashes = new Set(texts.flatMap(tellingHashes));
  return text => {
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      hash = next(hash, text, at);
      if (at >= LENGTH - 1 && hashes.has(hash)) return true;
    }
    return false;
  };
}

/** Of each part of `LENGTH` code units that tells something. */
function tellingHashes(text: string): number[] {
  const long = [...text.matchAll(new RegExp(`[A-Za-z]{${LETTERS},}`, 'g'))];
  const isInLong = (start: number): boolean =>
    long.some(({ index, 0: word }) => index <= start && start + LENGTH <= index + word.length);
  let hash = 0;
  return Array.from({ length: text.length }, (_, at) => {
    hash = next(hash, text, at);
    const start = at - LENGTH + 1;
    if (start < 0) return [];
    return /[^A-Za-z]/.test(text.slice(start, at + 1)) || isInLong(start) ? [hash] : [];
  }).flat();
}

/** Of the part that ends at `at`, from that of the part before. */
function next(hash: number, text: string, at: number): number {
  const leaving = at < LENGTH ? 0 : Math.imul(text.charCodeAt(at - LENGTH), LEAVING);
  return (Math.imul(hash, FACTOR) + text.charCodeAt(at) - leaving) | 0;
}
