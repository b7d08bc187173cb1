/** The steps from a difference to a wish: what it is, why, what it touches, how to go back, and who will have to agree. */
import * as vscode from 'vscode';
import type { Preview } from '../../shared/protocol/ledger.ts';
import { describeScore } from '../words.ts';
import { askRemembered } from './remembered-texts.ts';
import { changeWord, describeChange, describeText, describeTime, priorityWord } from './words.ts';

interface Wish {
  readonly justification: string;
  readonly impact: string;
  readonly rollbackPlan: string;
  readonly basis: string;
}

/** The last question, and its answer. */
interface Confirmation {
  readonly question: string;
  readonly yes: string;
}

/** Undefined when the person gave up at any step. */
export async function askWish(
  preview: Preview,
  memory: vscode.Memento,
  confirmation: Confirmation,
): Promise<Wish | undefined> {
  const step = (number: number): string =>
    vscode.l10n.t('Change request for {0} ({1} of 5)', preview.environment, number);
  if (!(await showDifference(preview, step(1)))) return undefined;
  const justification = await askRemembered(memory, 'justification', {
    title: step(2),
    prompt: vscode.l10n.t('Why is the change needed?'),
    templates: [
      vscode.l10n.t('Rotation of a secret on schedule'),
      vscode.l10n.t('Remedy of a finding of the compliance report'),
      vscode.l10n.t('More load is expected'),
    ],
  });
  if (justification === undefined) return undefined;
  const impact = await askRemembered(memory, 'impact', {
    title: step(3),
    prompt: vscode.l10n.t('What does it touch, and who will notice?'),
    templates: [
      vscode.l10n.t('None: read at the next deployment'),
      vscode.l10n.t('The service restarts; less than a minute without it'),
    ],
  });
  if (impact === undefined) return undefined;
  const rollbackPlan = await askRemembered(memory, 'rollbackPlan', {
    title: step(4),
    prompt: vscode.l10n.t('How do you go back if it goes wrong?'),
    templates: [
      vscode.l10n.t('Roll back to the version before'),
      vscode.l10n.t('Roll back, keeping the new secrets'),
    ],
  });
  if (rollbackPlan === undefined || !(await isConfirmed(preview, step(5), confirmation))) return undefined;
  return { justification, impact, rollbackPlan, basis: preview.basis };
}

/** Every field in a list that keyboard and screen reader go through; the first entry goes on. */
async function showDifference({ changes, texts, base }: Preview, title: string): Promise<boolean> {
  const goOn = {
    label: vscode.l10n.t('$(arrow-right) Ask for these changes'),
    description:
      changes.length === 1
        ? vscode.l10n.t('1 field differs from v{0}', base ?? 0)
        : vscode.l10n.t('{0} fields differ from v{1}', changes.length, base ?? 0),
  };
  const fields = changes.map(change => ({
    label: `${change.downgrade ? '$(warning) ' : ''}${change.field}`,
    description: describeChange(change),
    detail: [
      changeWord(change.change),
      ...(change.secret ? [vscode.l10n.t('secret')] : []),
      ...(change.downgrade ? [vscode.l10n.t('less secure than before')] : []),
      ...(change.path === null ? [] : [change.path]),
    ].join(' · '),
  }));
  const files = texts.map(text => ({ label: text.path, description: describeText(text) }));
  const filesBelow = { label: vscode.l10n.t('Files'), kind: vscode.QuickPickItemKind.Separator };
  const separator = { label: vscode.l10n.t('Field by field'), kind: vscode.QuickPickItemKind.Separator };
  const options = {
    title,
    placeHolder: vscode.l10n.t('This is what would be asked for'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  };
  return (
    (await vscode.window.showQuickPick([goOn, separator, ...fields, filesBelow, ...files], options)) !==
    undefined
  );
}

async function isConfirmed(
  preview: Preview,
  title: string,
  { question, yes }: Confirmation,
): Promise<boolean> {
  const options = { modal: true, detail: `${title}\n\n${describeRequirements(preview)}` };
  return (await vscode.window.showInformationMessage(question, options, yes)) === yes;
}

export function describeRequirements({ requirements, assessment, notes }: Preview): string {
  const { scoreBefore, scoreAfter, isCompliant, findingsAdded } = assessment;
  const verdict = isCompliant ? vscode.l10n.t('compliant') : vscode.l10n.t('not compliant');
  const needs = requirements
    ? [
        vscode.l10n.t('Who must approve:'),
        ...requirements.approvers.map(({ role, principals }) =>
          principals.length > 0
            ? `• ${role}: ${principals.join(' / ')}`
            : vscode.l10n.t('• {0}: nobody but you has this role', role),
        ),
        vscode.l10n.t('Until: {0}', describeTime(requirements.expires)),
        vscode.l10n.t('Priority: {0}', priorityWord(requirements.priority)),
        ...(requirements.after === null
          ? []
          : [vscode.l10n.t('Only once the same change is active in {0}', requirements.after)]),
      ]
    : [vscode.l10n.t('Nobody has to approve it.')];
  return [
    ...needs,
    '',
    vscode.l10n.t('Score {0} → {1}, {2}', describeScore(scoreBefore), describeScore(scoreAfter), verdict),
    ...findingsAdded.map(({ code, message }) => vscode.l10n.t('It adds {0}: {1}', code, message)),
    ...notes,
  ].join('\n');
}
