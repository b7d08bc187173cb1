/** What can be done about drift at one place: take the field back to its approved value, or ask for the change. */
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { Span, TextEdit } from '../../shared/core/text/text.ts';
import type { FixChoice } from '../../shared/protocol.ts';
import type { Analysis } from '../file-check.ts';
import { driftCode, placeOfDrift } from './drift-diagnostics.ts';

const REVERT = 'revert ';

export interface DriftPlace {
  readonly analysis: Analysis;
  /** Of the text that was checked. */
  readonly span: Span;
  readonly uri: string;
  /** Whether the client can ask the person for more. */
  readonly prompts: boolean;
  choiceOf(code: string, id: string): FixChoice;
  diagnosticsOf(finding: { readonly code: string; readonly span: Span }): Diagnostic[];
}

export function driftActions({
  analysis,
  span,
  uri,
  prompts,
  choiceOf,
  diagnosticsOf,
}: DriftPlace): (CodeAction & { readonly data?: FixChoice })[] {
  const { checked, measured } = analysis;
  if (!measured) return [];
  const { number } = measured.baseline.version;
  return measured.drift.flatMap(drift => {
    const place = placeOfDrift(drift, checked);
    if (place.start > span.end || place.end < span.start) return [];
    const code = driftCode(drift);
    const shared = { kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf({ code, span: place }) };
    const title = 'Request this change…';
    const command = { title, command: 'secureConfig.createRequest', arguments: [uri] };
    return [
      {
        ...shared,
        title: `Revert ${drift.field} to v${number}`,
        data: choiceOf(code, REVERT + drift.field),
      },
      ...(prompts ? [{ ...shared, title, command }] : []),
    ];
  });
}

/** The edits of such an action; undefined when it is another one. A value that is a secret goes into the document only. */
export async function revertEdits(
  { id }: FixChoice,
  { checked, measured }: Analysis,
): Promise<{ readonly edits: readonly TextEdit[] } | { readonly refusal: string } | undefined> {
  if (!id.startsWith(REVERT) || !measured) return undefined;
  const outcome = await measured.baseline.revert(checked, id.slice(REVERT.length));
  return outcome.ok ? { edits: outcome.value } : { refusal: outcome.message };
}
