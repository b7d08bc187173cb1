/** Features that need a dotenv file's statements, and not only the tree, ask here for them. */
import type { Document } from '../document/document.ts';
import type { DotenvDocument } from '../document/dotenv.ts';

/** Undefined for a document of another language. */
export function asDotenv(document: Document): DotenvDocument | undefined {
  return isDotenv(document) ? document : undefined;
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv';
}
