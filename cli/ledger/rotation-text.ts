/** Secrets that somebody knows who reads none any more, as a list of what is to be rotated. */
import type { ToRotate } from '../../shared/core/ledger/departures.ts';
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';

/** @param said ends with a colon: `They still know these secrets. Rotate them:` */
export function rotationText(said: string, secrets: readonly ToRotate[], { style }: Io): string[] {
  if (secrets.length === 0) return [];
  const lines = secrets.flatMap(({ environment, number, fields }) => [
    `  ${environment} v${number}`,
    ...fields.map(
      field => `    ${field === null ? 'a secret that belongs to no field' : visibleText(field)}`,
    ),
  ]);
  return ['', `${style('yellow', '!')} ${visibleText(said)}`, ...lines];
}
