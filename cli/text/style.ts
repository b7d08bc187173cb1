/** Colour for terminals: the same words with or without it. */
import type { Severity } from '../../shared/core/document/document.ts';

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

export type Look = keyof typeof CODES;

/** Returns `text` in that look, or as it is. */
export type Style = (look: Look, text: string) => string;

export function createStyle(coloured: boolean): Style {
  if (!coloured) return (_look, text) => text;
  return (look, text) => {
    const [on, off] = CODES[look];
    return text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;
  };
}

export const SEVERITY_LOOK: Readonly<Record<Severity, Look>> = {
  critical: 'magenta',
  error: 'red',
  warning: 'yellow',
  info: 'blue',
};

/** `1 error`, `2 errors`; `info` has no plural. */
export function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 || word === 'info' || word === 'critical' ? '' : 's'}`;
}
