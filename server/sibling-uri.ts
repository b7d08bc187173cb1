/** The URI of a file beside another one, as the client spells it where it has opened it. */
import path from 'node:path';
import type { Checked } from '../shared/core/validation/check.ts';
import type { ServerContext } from './context.ts';
import { uriOfPath } from './convert.ts';

/** `root`: absolute, what the paths of checks are relative to. */
export function uriOfSibling(
  { path: relative }: Checked,
  root: string,
  { documents }: ServerContext,
): string {
  const absolute = path.resolve(root, relative);
  return documents.uriAt(absolute) ?? uriOfPath(absolute);
}
