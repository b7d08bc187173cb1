/** Writes an assignment the way its neighbours in a dotenv file are written: `export`, quotes, letter case. */
import type { JsonValue } from '../profile/profile.ts';
import { startOfLine } from './lines.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';
import { spell } from './unit.ts';

export type Quote = '' | '"' | "'";

/** What every dialect reads the same without quotes. */
const BARE = /^[A-Za-z0-9_.,:/@%+=-]*$/;

/** A line without its line break. `neighbour`: the setting whose style is followed. */
export function writeVariable(
  path: string,
  value: JsonValue,
  neighbour: Setting | undefined,
  unit: Unit,
): string {
  const text = unit.document.text;
  const exported = neighbour !== undefined && isExported(neighbour, text) ? 'export ' : '';
  const preferred = neighbour === undefined ? '' : quoteOf(neighbour, text);
  return `${exported}${spell(path, unit)}=${writeText(asText(value), preferred, unit)}`;
}

/** A value to put in place of another's, in its quotes. */
export function rewriteVariable(setting: Setting, value: JsonValue, unit: Unit): string {
  return writeText(asText(value), quoteOf(setting, unit.document.text), unit);
}

/** Whether its line begins with `export`. */
export function isExported({ keySpan }: Setting, text: string): boolean {
  return /^\s*export\s+$/.test(text.slice(startOfLine(text, keySpan.start), keySpan.start));
}

export function quoteOf({ node }: Setting, text: string): Quote {
  const first = text[node.span.start];
  return first === '"' || first === "'" ? first : '';
}

export function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `docker run --env-file` takes quotes for a part of the value, so there are none for it. */
export function writeText(text: string, preferred: Quote, unit: Pick<Unit, 'dialect'>): string {
  if (unit.dialect === 'docker-run') return text;
  if (BARE.test(text)) return `${preferred}${text}${preferred}`;
  const quotes: readonly Quote[] = preferred === '"' ? ['"', "'"] : ["'", '"'];
  const quote = quotes.find(each => isPlainWithin(text, each));
  return quote === undefined ? JSON.stringify(text) : `${quote}${text}${quote}`;
}

function isPlainWithin(text: string, quote: Quote): boolean {
  return quote === "'" ? !/['\r\n]/.test(text) : !/["\\$`\r\n]/.test(text);
}
