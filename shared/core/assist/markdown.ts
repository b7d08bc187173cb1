/** Puts words of a profile or a file into Markdown so that they stay words: no links, images or headings of theirs. */

/** On one line. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~&]/g, character => `\\${character}`)
    .replace(/^(?:[#+-]|\d+[.)])/, start => start.replace(/[#+.)-]/, character => `\\${character}`));
}

/** The same with paragraphs kept. */
export function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map(plain)
    .join('\n\n');
}

const LONGEST_CODE = 200;

/** As code, on one line, whatever is in it. */
export function code(text: string): string {
  const short = text.length > LONGEST_CODE ? `${text.slice(0, LONGEST_CODE)}…` : text;
  const line = short.replace(/\s/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const edge = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${edge}${line}${edge}${fence}`;
}

/** As code in a table's cell, where a bar would end the cell. */
export function cell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** Blocks with an empty line between them; empty ones are left out. */
export function blocks(...texts: readonly (string | undefined | false)[]): string {
  return texts.filter(Boolean).join('\n\n');
}

/** For clients that show plain text only. Takes what this module and its users make, and no Markdown beside. */
export function withoutMarkdown(markdown: string): string {
  return markdown
    .replace(/^\|-.*\n/gm, '')
    .replace(/\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)/g, '$1')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/(?<!\\)`+/g, '')
    .replace(/\\([^A-Za-z0-9\s])/g, '$1');
}
