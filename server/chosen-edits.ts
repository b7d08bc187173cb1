/** The edits of a fix that the person has chosen, worked out from the document as it is now. */
import { randomBytes } from 'node:crypto';
import type { ResponseError } from 'vscode-languageserver/node';
import { fixAll } from '../shared/core/assist/fix-all.ts';
import { fixesFor } from '../shared/core/assist/fixes.ts';
import { usualExpiry, waiveInFile } from '../shared/core/assist/waive.ts';
import type { TextEdit } from '../shared/core/text/text.ts';
import type { FixChoice } from '../shared/protocol.ts';
import type { ServerContext } from './context.ts';
import type { Analysis, FileCheck } from './file-check.ts';
import { FIX_ALL_ID, waiveId } from './offered-actions.ts';
import { type DocumentEdit, outdated } from './workspace-edits.ts';

/** Secrets may be in the edits: they go into the document and nowhere else. */
export async function chosenEdits(
  choice: FixChoice,
  { validation }: ServerContext,
): Promise<DocumentEdit | ResponseError<never>> {
  const check = await validation.current(choice.uri);
  if (!check?.analysis || check.version !== choice.version) return outdated();
  const edits = editsOf(choice, check.analysis);
  return edits ? documentEdit(check, check.analysis, edits) : outdated();
}

export function documentEdit(
  { uri, version }: FileCheck,
  { checked }: Analysis,
  edits: readonly TextEdit[],
): DocumentEdit {
  return { uri, version, lines: checked.document.lines, edits };
}

/** Everything in the document that can be mended without asking. */
export function allSafeEdits({ checked, findings }: Analysis): readonly TextEdit[] {
  const kinds = new Set(findings.map(({ kind }) => kind));
  return fixAll(checked, { now: new Date(), isShown: ({ kind }) => kinds.has(kind) });
}

function editsOf({ id, code }: FixChoice, analysis: Analysis): readonly TextEdit[] | undefined {
  if (id === FIX_ALL_ID) return allSafeEdits(analysis);
  const { checked } = analysis;
  for (const finding of analysis.findings.filter(each => each.code === code && !each.shadowed)) {
    const { line } = checked.document.lines.positionAt(finding.span.start);
    if (id === waiveId(line)) {
      return waiveInFile(finding, { rule: code, until: usualExpiry(new Date()), reason: '' }, checked);
    }
    const fix = fixesFor(finding, checked).find(each => each.id === id);
    if (fix) return fix.edits(bytes => randomBytes(bytes));
  }
  return undefined;
}
