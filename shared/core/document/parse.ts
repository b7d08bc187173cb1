/** One way into every language: what a file is by its name, and its text as a document. */
import type { DialectName } from './dialect.ts';
import type { Document, Format } from './document.ts';
import { parseDotenv } from './dotenv.ts';
import { parseYaml } from './yaml.ts';

export { formatOf } from './format.ts';

export interface ParseOptions {
  readonly format: Format;
  /** How a dotenv file is read. */
  readonly dialect: DialectName;
}

/** Never throws: what cannot be read is in the document's problems. */
export function parseDocument(text: string, { format, dialect }: ParseOptions): Document {
  return format === 'yaml' ? parseYaml(text) : parseDotenv(text, { dialect });
}
