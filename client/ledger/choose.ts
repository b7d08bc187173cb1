/** Asks the person which ledger, environment, version or request is meant, where it is not clear. */
import * as vscode from 'vscode';
import type {
  LedgerFolder,
  RequestDetail,
  ShownIdentity,
  ShownRequest,
  ShownVersion,
} from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import { describeScore } from '../words.ts';
import type { Ledgers } from './ledgers.ts';
import {
  describeRefusal,
  describeRest,
  describeTime,
  isOpen,
  priorityWord,
  requestStatusWord,
  statusWord,
  versionName,
} from './words.ts';

type Choice<Value> = vscode.QuickPickItem & { readonly value: Value };

/** Undefined when nothing was chosen. One that is alone is taken without a question. */
export async function pick<Value>(
  choices: readonly Choice<Value>[],
  title: string,
  placeHolder: string,
): Promise<Value | undefined> {
  if (choices.length === 1) return choices[0]?.value;
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(choices, options))?.value;
}

/** A ledger that can be worked with; tells the person why where there is none. */
export async function chooseLedger(ledgers: Ledgers, title: string): Promise<LedgerFolder | undefined> {
  const { ready } = ledgers;
  if (ready.length === 0) {
    await tellNoLedger(ledgers);
    return undefined;
  }
  const choices = ready.map(folder => ({ label: folder.name, value: folder as LedgerFolder }));
  return pick(choices, title, vscode.l10n.t('Which ledger?'));
}

async function tellNoLedger({ folders }: Ledgers): Promise<void> {
  const problem = folders.find(each => each.problem)?.problem;
  if (problem) {
    void vscode.window.showWarningMessage(problem.message);
    return;
  }
  const initialise = vscode.l10n.t('Initialise Ledger');
  const message = vscode.l10n.t(
    'This workspace has no ledger yet, so there are no versions and no requests.',
  );
  const choice = await vscode.window.showInformationMessage(message, initialise);
  if (choice) await vscode.commands.executeCommand('secureConfig.initialiseLedger');
}

export interface Place {
  readonly folderUri: string;
  readonly environment: string;
}

/** One that has a version. */
export async function chooseEnvironment(ledgers: Ledgers, title: string): Promise<Place | undefined> {
  const folder = await chooseLedger(ledgers, title);
  if (!folder?.status) return undefined;
  const { folderUri } = folder;
  const choices = folder.status.environments.map(({ name, active }) => ({
    label: name,
    description: vscode.l10n.t('{0} is active', versionName({ number: active })),
    value: { folderUri, environment: name },
  }));
  if (choices.length === 0) {
    const create = vscode.l10n.t('Create Version');
    const message = vscode.l10n.t(
      '{0} has no version yet. Make the first one of an environment.',
      folder.name,
    );
    void vscode.window.showInformationMessage(message, create).then(choice => {
      if (choice) void vscode.commands.executeCommand('secureConfig.createVersion');
    });
    return undefined;
  }
  return pick(choices, title, vscode.l10n.t('Which environment?'));
}

/** Versions offered to choose from. */
const MOST_VERSIONS = 200;

export async function chooseVersion(
  server: Server,
  { folderUri, environment }: Place,
  title: string,
  isWanted: (version: ShownVersion) => boolean = () => true,
): Promise<ShownVersion | undefined> {
  const wish = { folderUri, environment, before: null, limit: MOST_VERSIONS };
  const { items } = await server.request('secureConfig/versions', wish);
  const choices = items.filter(isWanted).map(version => ({
    label: versionName(version),
    description: [statusWord(version.status), ...version.tags.map(tag => `#${tag}`)].join(' · '),
    detail: `${version.message} — ${version.author}, ${describeTime(version.time)}, ${describeScore(version.score)}`,
    value: version,
  }));
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no other version.', environment));
    return undefined;
  }
  const options = {
    title,
    placeHolder: vscode.l10n.t('Which version of {0}?', environment),
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(choices, options))?.value;
}

export interface NamedRequest {
  readonly folderUri: string;
  readonly id: string;
}

/** Requests offered to choose from. */
const MOST_REQUESTS = 100;

/** Which requests a command is for. */
export interface RequestQuestion {
  /** What is to be done with it: those with which it cannot be done come last, each with the reason. Left out: it always can. */
  readonly action?: RequestDetail['actions'][number];
  isAbout(request: ShownRequest): boolean;
  /** What the person is told when it is about none. */
  readonly nothing: string;
}

/** About all that nobody has ended: one whose time is over is still looked for by who does not know that. */
export function openFor(action: RequestDetail['actions'][number]): RequestQuestion {
  const isAbout = (request: ShownRequest): boolean => isOpen(request) || request.status === 'expired';
  return { action, isAbout, nothing: vscode.l10n.t('No request is open.') };
}

export async function chooseRequest(
  server: Server,
  ledgers: Ledgers,
  title: string,
  { action, isAbout, nothing }: RequestQuestion,
): Promise<NamedRequest | undefined> {
  const folder = await chooseLedger(ledgers, title);
  if (!folder) return undefined;
  const { folderUri } = folder;
  const wish = { folderUri, whose: 'all', before: null, limit: MOST_REQUESTS } as const;
  const { items } = await server.request('secureConfig/requests', wish);
  const wanted = items.filter(isAbout);
  if (wanted.length === 0) {
    void vscode.window.showInformationMessage(nothing);
    return undefined;
  }
  const choices = wanted.map(request => {
    const refusal = action && describeRefusal(request, action);
    const detail = refusal ?? vscode.l10n.t('asked for by {0}', request.requester);
    const description = describeState(request);
    return { label: request.title, description, detail, refusal, value: { folderUri, id: request.id } };
  });
  const possible = choices.filter(({ refusal }) => refusal === undefined);
  const others = choices.filter(({ refusal }) => refusal !== undefined);
  const between = { label: vscode.l10n.t('not possible'), kind: vscode.QuickPickItemKind.Separator };
  const rows = [...possible, ...(others.length > 0 ? [between] : []), ...others];
  const placeHolder =
    possible.length > 0 ? vscode.l10n.t('Which request?') : vscode.l10n.t('None is possible: each says why.');
  const chosen = await vscode.window.showQuickPick(rows, { title, placeHolder, matchOnDetail: true });
  return chosen && 'value' in chosen ? chosen.value : undefined;
}

function describeState(request: ShownRequest): string {
  const { status, priority, expires } = request;
  const rest = isOpen(request) ? [describeRest(expires, new Date())] : [];
  return [requestStatusWord(status), priorityWord(priority), ...rest].join(' · ');
}

export function describeIdentity({ keyType, keyFingerprint, keyPlace, recipient }: ShownIdentity): string {
  const place = keyPlace === 'agent' ? vscode.l10n.t('in the SSH agent') : vscode.l10n.t('in a file');
  const secrets = recipient === null ? vscode.l10n.t('reads no secrets') : vscode.l10n.t('reads secrets');
  return `${keyType} ${keyFingerprint}, ${place}, ${secrets}`;
}
