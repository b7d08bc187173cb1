/** A mark for each severity. */
import type { Severity } from '../words.ts';
import { type Html, html } from './html.ts';

const SHAPES: Readonly<Record<Severity, string>> = {
  critical: 'M8 1l7 7-7 7-7-7z',
  error: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z',
  warning: 'M8 1.5l7.2 13H.8z',
  info: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
};

/** A shape of its own for each severity: colour alone does not tell them apart. */
export function severityIcon(severity: Severity): Html {
  const fill = severity === 'info' ? 'none' : 'currentColor';
  return html`<svg class="${severity}" viewBox="0 0 16 16" aria-hidden="true"><path d="${SHAPES[severity]}" fill="${fill}" stroke="currentColor" stroke-width="1.2"/></svg>`;
}
