/** HTML that cannot be broken out of: every value that is put into a template is escaped, unless it is HTML itself. */

export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Html[] | undefined;

/** A tagged template: `` html`<b>${text}</b>` ``. Undefined puts in nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = '', ...rest] = strings;
  return { html: rest.reduce((text, string, index) => text + textOf(parts[index]) + string, first) };
}

/** A translated sentence with HTML in it: `{0}` stands for the first part. */
export function fill(sentence: string, ...parts: readonly Html[]): Html {
  const pieces = sentence.split(/\{(\d+)\}/);
  return {
    html: pieces
      .map((piece, index) => (index % 2 === 0 ? escapeHtml(piece) : (parts[Number(piece)]?.html ?? '')))
      .join(''),
  };
}

/** Takes text as it stands: only for our own scripts and styles. */
export function raw(text: string): Html {
  return { html: text };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(item => item.html).join('');
}
