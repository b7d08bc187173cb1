// Reads and compares text as the page shows it.

const INVISIBLE = /[\u200b\u200e\u200f]/g;

/** Ordinary spaces, and no marks that nobody sees. */
export function clean(text) {
  return text.replace(/\u00a0/g, ' ').replace(INVISIBLE, '');
}

/** @param {string | RegExp} wanted text: somewhere in it */
export function matches(text, wanted) {
  return wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted);
}

/** @param {string | RegExp} label text: the whole of it, whatever kind of space the page uses */
export function exactly(label) {
  if (label instanceof RegExp) return label;
  const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[\\s\\u00a0]');
  return new RegExp(`^\\s*${escaped}\\s*$`);
}
