/** One way into every language: what a file is by its name, and its text as a document. */
import { type Change, changeBetween, narrowChange } from '../text/change.ts';
import type { LinedText } from '../text/lined-text.ts';
import type { DialectName } from './dialect.ts';
import type { Format } from './document.ts';
import { type DotenvDocument, parseDotenv, updateDotenv } from './dotenv.ts';
import { parseYaml, updateYaml, type YamlDocument } from './yaml.ts';

export { formatOf } from './format.ts';

export type ParsedDocument = DotenvDocument | YamlDocument;

export interface ParseOptions {
  readonly format: Format;
  /** How a dotenv file is read. */
  readonly dialect: DialectName;
}

/** Never throws: what cannot be read is in the document's problems. */
export function parseDocument(text: string | LinedText, { format, dialect }: ParseOptions): ParsedDocument {
  return format === 'yaml' ? parseYaml(text) : parseDotenv(text, { dialect });
}

/** The same as parsing `text` anew, for the price of what has changed. `change`: absent where it is not known. */
export function updateDocument(
  previous: ParsedDocument,
  text: string | LinedText,
  change?: Change,
): ParsedDocument {
  const known = change
    ? narrowChange(change, previous.source, text)
    : changeBetween(previous.text, text.toString());
  if (!known) return previous;
  const source = typeof text === 'string' ? changedText(previous.source, text, known) : text;
  return previous.format === 'yaml'
    ? updateYaml(previous, source, known)
    : updateDotenv(previous, source, known);
}

function changedText(before: LinedText, text: string, change: Change): LinedText {
  return before.replace(change, text.slice(change.start, change.newEnd));
}
