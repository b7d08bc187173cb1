/** Goes from a finding in the Compliance view to its place. Not in the palette: it needs to be told where. */
import * as vscode from 'vscode';
import type { FileFinding } from '../../shared/protocol.ts';
import { goTo } from '../views/places.ts';

/** @param range absent: the file as a whole */
export async function goToFinding(uri: unknown, range: unknown): Promise<void> {
  if (typeof uri !== 'string') throw new Error('goTo needs the URI of a file.');
  await goTo(vscode.Uri.parse(uri), isRange(range) ? range : undefined);
}

function isRange(value: unknown): value is FileFinding['range'] {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
