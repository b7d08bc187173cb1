/** What can be done about drift at one place: take the field back to its approved value, or ask for the change. */
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { Span, TextEdit } from '../../shared/core/text/text.ts';
import type { Finding } from '../../shared/core/validation/finding.ts';
import type { FixChoice } from '../../shared/protocol.ts';
import type { Analysis } from '../file-check.ts';

const REVERT = 'revert ';

export interface DriftPlace {
  readonly analysis: Analysis;
  /** Of the text that was checked. */
  readonly span: Span;
  readonly uri: string;
  /** Whether the client can ask the person for more. */
  readonly prompts: boolean;
  choiceOf(code: string, id: string): FixChoice;
  diagnosticsOf(finding: Finding): Diagnostic[];
}

export function driftActions(place: DriftPlace): (CodeAction & { readonly data?: FixChoice })[] {
  const { analysis, span, uri, prompts, choiceOf, diagnosticsOf } = place;
  const { measured } = analysis;
  if (!measured) return [];
  const { number } = measured.baseline.version;
  return measured.drift.flatMap(({ field, finding }) => {
    if (finding.span.start > span.end || finding.span.end < span.start) return [];
    const shared = { kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(finding) };
    const title = field ? `Request this change of ${field.path}…` : 'Request this change…';
    const command = { title, command: 'secureConfig.createRequest', arguments: [uri] };
    const revert = field && {
      title: `Revert ${field.path} to v${number}`,
      data: choiceOf(finding.code, REVERT + field.key),
    };
    return [
      ...(revert ? [{ ...shared, ...revert }] : []),
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
  if (!outcome.ok) return { refusal: outcome.message };
  return outcome.value.length > 0 ? { edits: outcome.value } : { refusal: CANNOT };
}

const CANNOT =
  'The approved value cannot be put back here. It may be a secret that is not encrypted to you: show the identity that you act as.';
