/**
 * `Secure Config: Rollback…`: goes back to a version: why, with which secrets, what that changes, and whether through the
 * policy or by emergency. A new version comes of it; history stays as it is.
 */
import * as vscode from 'vscode';
import type { RollbackPreview, RollbackReason } from '../../shared/protocol/ledger.ts';
import { askText, confirm } from '../ledger/ask.ts';
import { chooseEnvironment, chooseVersion, pick } from '../ledger/choose.ts';
import { listChanges, listTexts } from '../ledger/decision.ts';
import { confirmEmergency } from '../ledger/emergency.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { saveOpenFiles } from '../ledger/open-files.ts';
import { askBeforeOverwriting } from '../ledger/overwriting.ts';
import { describeRequirements } from '../ledger/request-wish.ts';
import { versionIn } from '../ledger/targets.ts';
import { tellLive } from '../ledger/tell-live.ts';
import { reasonWord } from '../ledger/words.ts';
import { Refusal } from '../refusal.ts';
import type { Server } from '../server.ts';
import type { RequestPanels } from '../views/request-panel.ts';
import { subjectUri } from '../views/subject-uri.ts';

const REASONS: readonly RollbackReason[] = [
  'security_incident',
  'configuration_error',
  'performance_issue',
  'compliance_violation',
  'emergency_response',
  'planned_rollback',
];

export async function rollBack(
  server: Server,
  ledgers: Ledgers,
  panels: RequestPanels,
  target: unknown,
): Promise<void> {
  const named = versionIn(target) ?? (await choose(server, ledgers));
  if (!named) return;
  const { folderUri } = named;
  const { environment, number: to } = named.version;
  const title = vscode.l10n.t('Roll {0} back to v{1}', environment, to);
  const keepsSecrets = await askSecrets(title);
  if (keepsSecrets === undefined) return;
  const about = { folderUri, environment, to, keepsSecrets };
  const preview = await server.request('secureConfig/previewRollback', about);
  const how = await askWay(title, preview);
  const reason = how && (await askReason(title));
  const description =
    reason && (await askText({ title, prompt: vscode.l10n.t('What happened, and why does v{0} help?', to) }));
  if (!how || !reason || !description) return;
  if (!(await saveOpenFiles(folderUri, preview.files))) return;
  const emergency = how === 'emergency';
  const { basis } = await server.request('secureConfig/previewRollback', about);
  const confirmation = await confirmed(title, environment, preview, emergency);
  if (confirmation === undefined) return;
  const wish = { ...about, reason, description, emergency, confirmation, basis };
  const result = await askBeforeOverwriting(server, ledgers, about, overwrites =>
    server.request('secureConfig/rollback', { ...wish, overwrites }),
  );
  if (!result) return;
  await ledgers.refresh();
  if (result.kind === 'done') tellLive(result.live, ledgers, folderUri);
  else await panels.show(subjectUri(folderUri, result.request));
}

/** In an emergency the environment's name as it was typed, else nothing of importance. */
async function confirmed(
  title: string,
  environment: string,
  preview: RollbackPreview,
  emergency: boolean,
): Promise<string | undefined> {
  const effect = describeEffect(preview);
  const yes = vscode.l10n.t('Roll Back');
  if (emergency) return confirmEmergency(title, environment, effect, yes);
  return (await confirm(`${title}?`, effect, yes)) ? '' : undefined;
}

async function choose(server: Server, ledgers: Ledgers) {
  const title = vscode.l10n.t('Rollback');
  const place = await chooseEnvironment(ledgers, title);
  const version = place && (await chooseVersion(server, place, title, ({ status }) => status !== 'active'));
  return version && { folderUri: place.folderUri, version };
}

/** True: the secrets of now are kept. */
async function askSecrets(title: string): Promise<boolean | undefined> {
  const choice = await pick<'then' | 'now'>(
    [
      {
        label: vscode.l10n.t('$(history) The secrets of then'),
        detail: vscode.l10n.t('The files come back byte for byte.'),
        value: 'then',
      },
      {
        label: vscode.l10n.t('$(key) Keep the current secrets'),
        detail: vscode.l10n.t('After a rotation: the old ones are dangerous, or do not work any more.'),
        value: 'now',
      },
    ],
    title,
    vscode.l10n.t('Which secrets?'),
  );
  return choice && choice === 'now';
}

async function askWay(title: string, preview: RollbackPreview): Promise<'policy' | 'emergency' | undefined> {
  const { obstacle, obstacleCode, emergencyObstacle } = preview;
  if (obstacle !== null && emergencyObstacle !== null) throw new Refusal(obstacle, obstacleCode);
  const ways = [
    ...(obstacle === null
      ? [
          {
            label: vscode.l10n.t('$(checklist) Through the policy'),
            detail: describeRequirements(preview).split('\n\n')[0]?.replaceAll('\n', ' ') ?? '',
            value: 'policy' as const,
          },
        ]
      : []),
    {
      label: vscode.l10n.t('$(flame) Emergency'),
      detail: emergencyObstacle ?? vscode.l10n.t('At once, on your own responsibility. A review is owed.'),
      value: 'emergency' as const,
    },
  ];
  const way = await pick<'policy' | 'emergency'>(ways, title, vscode.l10n.t('How?'));
  if (way === 'emergency' && emergencyObstacle !== null) throw new Refusal(emergencyObstacle);
  return way;
}

function askReason(title: string): Promise<RollbackReason | undefined> {
  const choices = REASONS.map(value => ({ label: reasonWord(value), value }));
  return pick(choices, title, vscode.l10n.t('What is the reason?'));
}

function describeEffect(preview: RollbackPreview): string {
  const { changes, texts } = preview;
  return [
    changes.length === 1
      ? vscode.l10n.t('1 field changes:')
      : vscode.l10n.t('{0} fields change:', changes.length),
    ...listChanges(changes),
    vscode.l10n.t('Files that are written:'),
    ...listTexts(texts),
    '',
    describeRequirements(preview),
  ].join('\n');
}
