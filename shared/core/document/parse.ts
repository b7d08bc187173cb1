/** One way into every language: what a file is by its name, and its text as a document. */
import { type Change, changeBetween, narrowChange } from '../text/change.ts';
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
export function parseDocument(text: string, { format, dialect }: ParseOptions): ParsedDocument {
  return format === 'yaml' ? parseYaml(text) : parseDotenv(text, { dialect });
}

/** The same as parsing `text` anew, for the price of what has changed. `change`: absent where it is not known. */
export function updateDocument(previous: ParsedDocument, text: string, change?: Change): ParsedDocument {
  const known = change ? narrowChange(change, previous.text, text) : changeBetween(previous.text, text);
  if (!known) return previous;
  return previous.format === 'yaml' ? updateYaml(previous, text, known) : updateDotenv(previous, text, known);
}
