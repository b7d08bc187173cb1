/** Findings as marks under the lines they are about, in the form of lsp-marks.ts. */
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Finding } from '../../shared/core/validation/finding.ts';
import { readMarked, writeMarked } from './lsp-marks.ts';

/** `path` and the text without its marks. */
export function unmarked(fixture: string): { readonly path: string; readonly text: string } {
  const [[path, text] = ['.env', '']] = Object.entries(readMarked(fixture.replace(/^\n/, '')).files);
  return { path, text };
}

/** The fixture that the findings make of the text; shadowed ones left out. */
export function marked({ document }: Checked, path: string, findings: readonly Finding[]): string {
  const diagnostics = findings
    .filter(({ shadowed }) => !shadowed)
    .map(({ span, code, message }) => ({ range: document.lines.rangeOf(span), code, message }));
  return `\n${writeMarked({ [path]: document.text }, { [path]: diagnostics })}`;
}
