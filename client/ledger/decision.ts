/** What a person sees before they sign a decision about a request, and why they may not. */
import * as vscode from 'vscode';
import type { FieldDifference, RequestDetail, TextChange } from '../../shared/protocol/ledger.ts';
import { Refusal, refusalIn } from '../refusal.ts';
import { describeScore } from '../words.ts';
import {
  describeChange,
  describeRefusal,
  describeText,
  describeTime,
  priorityWord,
  sentenceBeside,
} from './words.ts';

/** Throws the ledger's own reason, before anything is asked of somebody who may not. */
export function refuseUnless(action: RequestDetail['actions'][number], request: RequestDetail): void {
  const reason = describeRefusal(request, action);
  if (reason !== undefined) throw new Refusal(`${request.title}: ${reason}`);
}

/** Passes on what the server answers to a decision; a refusal as that of this request. */
export async function ofRequest<Value>(request: RequestDetail, answer: Promise<Value>): Promise<Value> {
  return answer.catch(error => {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    throw new Refusal(`${request.title}: ${sentenceBeside(request, refusal)}`);
  });
}

/** Fields and files that are listed in a dialog; the page has all of them. */
const MOST_FIELDS = 12;
const MOST_FILES = 6;

/** A line for each field. */
export function listChanges(changes: readonly FieldDifference[]): readonly string[] {
  const shown = changes.slice(0, MOST_FIELDS).map(change => {
    const mark = change.downgrade ? ` (${vscode.l10n.t('less secure')})` : '';
    return `• ${change.field}: ${describeChange(change)}${mark}`;
  });
  return [...shown, ...andMore(changes.length - shown.length)];
}

/** A line for each file whose text differs, whether or not a field does. */
export function listTexts(texts: readonly TextChange[]): readonly string[] {
  const shown = texts.slice(0, MOST_FILES).map(text => `• ${text.path}: ${describeText(text)}`);
  return [...shown, ...andMore(texts.length - shown.length)];
}

function andMore(left: number): readonly string[] {
  return left > 0 ? [vscode.l10n.t('… and {0} more', left)] : [];
}

export function describeDecision(request: RequestDetail): string {
  const { changes, texts, assessment, requester, justification, expires, priority } = request;
  return [
    ...listChanges(changes),
    ...listTexts(texts),
    '',
    vscode.l10n.t('{0} asks: {1}', requester, justification),
    ...(assessment
      ? [
          vscode.l10n.t(
            'Score {0} → {1}',
            describeScore(assessment.scoreBefore),
            describeScore(assessment.scoreAfter),
          ),
        ]
      : []),
    vscode.l10n.t('Priority {0}, until {1}', priorityWord(priority), describeTime(expires)),
  ].join('\n');
}
