/** The edits of a fix that the person has chosen, worked out from the document as it is now. */
import { randomBytes } from 'node:crypto';
import type { ResponseError } from 'vscode-languageserver/node';
import { fixAll } from '../shared/core/assist/fix-all.ts';
import { fixesFor } from '../shared/core/assist/fixes.ts';
import { usualExpiry, waiveInFile } from '../shared/core/assist/waive.ts';
import type { Document } from '../shared/core/document/document.ts';
import type { TextEdit } from '../shared/core/text/text.ts';
import type { FixChoice } from '../shared/protocol.ts';
import type { ServerContext } from './context.ts';
import type { Analysis, FileCheck } from './file-check.ts';
import { revertEdits } from './ledger/drift-actions.ts';
import { FIX_ALL_ID, waiveId } from './offered-actions.ts';
import { fixesIn } from './source-actions.ts';
import { sourceFileAt } from './source-files.ts';
import { type DocumentEdit, outdated, refusal } from './workspace-edits.ts';

/** Secrets may be in the edits: they go into the document and nowhere else. */
export async function chosenEdits(
  choice: FixChoice,
  context: ServerContext,
): Promise<DocumentEdit | ResponseError<never>> {
  const check = await context.validation.current(choice.uri);
  if (!check || check.version !== choice.version) return outdated();
  if (!check.analysis) return (await chosenInSource(choice, check, context)) ?? outdated();
  const reverted = await revertEdits(choice, check.analysis);
  if (reverted && 'refusal' in reverted) return refusal(reverted.refusal);
  const edits = reverted?.edits ?? editsOf(choice, check.analysis);
  return edits ? documentEdit(check, check.analysis.checked.document, edits) : outdated();
}

export function documentEdit(
  { uri, version }: FileCheck,
  { lines }: Pick<Document, 'lines'>,
  edits: readonly TextEdit[],
): DocumentEdit {
  return { uri, version, lines, edits };
}

async function chosenInSource(
  { id }: FixChoice,
  check: FileCheck,
  context: ServerContext,
): Promise<DocumentEdit | undefined> {
  const file = await sourceFileAt(check.uri, context);
  if (!file) return undefined;
  const found = (await fixesIn(file, check.path, context)).find(({ fix }) => fix.id === id);
  return found && documentEdit(check, file.document, found.fix.edits);
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
    const fix = fixesFor(finding, checked, new Date()).find(each => each.id === id);
    if (fix) return fix.edits(bytes => randomBytes(bytes));
  }
  return undefined;
}
