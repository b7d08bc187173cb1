/**
 * `Secure Config: Compare Environments in Diff Editor…`: the files of one environment beside their counterparts in another,
 * as they were approved or as they are now.
 */
import * as vscode from 'vscode';
import type { Side } from '../../shared/protocol/ledger.ts';
import { chooseLedger, pick } from '../ledger/choose.ts';
import type { Ledgers } from '../ledger/ledgers.ts';
import { placeIn } from '../ledger/targets.ts';
import { showComparison } from '../ledger/version-documents.ts';
import { versionName } from '../ledger/words.ts';
import type { Server } from '../server.ts';

export async function diffEnvironments(server: Server, ledgers: Ledgers, target: unknown): Promise<void> {
  const title = vscode.l10n.t('Compare Environments');
  const given = placeIn(target);
  const folderUri = given?.folderUri ?? (await chooseLedger(ledgers, title))?.folderUri;
  if (folderUri === undefined) return;
  const all = await environmentsOf(server, ledgers, folderUri);
  if (all.length < 2) return tellNoOther(all);
  const one =
    all.find(({ name }) => name === given?.environment) ??
    (await choose(all, title, vscode.l10n.t('Which environment is to be on the left?')));
  const others = all.filter(({ name }) => name !== one?.name);
  const other = one && (await choose(others, title, vscode.l10n.t('Compare {0} with', one.name)));
  const sides = other && (await chooseSides(one, other, title));
  if (!sides) return;
  const [left, right] = sides.sides;
  const comparison = await server.request('secureConfig/compare', { folderUri, left, right });
  await showComparison(folderUri, sides.sides, comparison, sides.name);
}

interface Environment {
  readonly name: string;
  /** The number of its version; undefined where it has none yet. */
  readonly active?: number;
}

/** Those with a version, then those that have only files. */
async function environmentsOf(
  server: Server,
  ledgers: Ledgers,
  folderUri: string,
): Promise<readonly Environment[]> {
  const names = await server.request('secureConfig/unversionedEnvironments', { folderUri });
  return [...(ledgers.of(folderUri)?.status?.environments ?? []), ...names.map(name => ({ name }))];
}

function tellNoOther([only]: readonly Environment[]): void {
  void vscode.window.showInformationMessage(
    only
      ? vscode.l10n.t(
          'There is no environment but {0}: secure-config.yaml maps no file to another one.',
          only.name,
        )
      : vscode.l10n.t('There is no environment: secure-config.yaml maps no file to one.'),
  );
}

function choose(
  environments: readonly Environment[],
  title: string,
  question: string,
): Promise<Environment | undefined> {
  const choices = environments.map(value => ({ label: value.name, description: describe(value), value }));
  return pick(choices, title, question);
}

function describe({ active }: Environment): string {
  return active === undefined
    ? vscode.l10n.t('no version yet')
    : vscode.l10n.t('{0} is active', versionName({ number: active }));
}

interface Sides {
  readonly sides: readonly [Side, Side];
  /** For the title. */
  readonly name: string;
}

/** What was approved can be compared only where both have a version. */
async function chooseSides(one: Environment, other: Environment, title: string): Promise<Sides | undefined> {
  const files = {
    sides: [workingSide(one), workingSide(other)],
    name: vscode.l10n.t('{0} ↔ {1}, working files', one.name, other.name),
  } as const;
  const approved = approvedSides(one, other);
  const choices = [
    ...(approved
      ? [{ label: vscode.l10n.t('What is approved'), description: approved.name, value: approved }]
      : []),
    {
      label: vscode.l10n.t('The working files'),
      description: vscode.l10n.t('as they are now'),
      value: files,
    },
  ];
  return pick<Sides>(choices, title, vscode.l10n.t('What of {0} and {1}?', one.name, other.name));
}

function workingSide({ name }: Environment): Side {
  return { kind: 'working', environment: name };
}

function approvedSides(one: Environment, other: Environment): Sides | undefined {
  if (one.active === undefined || other.active === undefined) return undefined;
  return {
    sides: [
      { kind: 'version', environment: one.name, number: one.active },
      { kind: 'version', environment: other.name, number: other.active },
    ],
    name: `${one.name} ${versionName({ number: one.active })} ↔ ${other.name} ${versionName({ number: other.active })}`,
  };
}
