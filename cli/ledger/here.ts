/** Finds the ledger that the current folder's manifest names, and opens it for one command. */
import path from 'node:path';
import type { LedgerSettings } from '../../shared/core/profile/profile.ts';
import type { Project } from '../../shared/core/validation/project.ts';
import { type Environment, environmentOf } from '../../shared/node/environment.ts';
import type { Ledger } from '../../shared/node/ledger/ledger.ts';
import type { Person } from '../../shared/node/ledger/personal.ts';
import { CommandFailure, type ExitCode, type Options } from '../command.ts';
import type { Io } from '../io.ts';
import { openProjects } from '../projects.ts';

/** The code of ledgers, which stands in a bundle of its own. */
export type LedgerCode = typeof import('../../shared/node/ledger-bundle.ts');

export interface Here {
  readonly code: LedgerCode;
  readonly environment: Environment;
  /** Of the manifest, absolute. */
  readonly folder: string;
  readonly project: Project;
}

export interface LedgerHere extends Here {
  readonly settings: LedgerSettings;
  readonly ledger: Ledger;
}

export const AS_OPTION: Options = {
  as: { type: 'string', value: 'NAME', help: 'the identity to act with, in place of the one in use' },
};

export const YES_OPTION: Options = {
  yes: { type: 'boolean', short: 'y', help: 'do it without asking' },
};

export const FORMAT_OPTION: Options = {
  format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
};

export async function locate(io: Io): Promise<Here> {
  const located = await openProjects(io).locate(path.join(io.folder, '.env'));
  if (!located) {
    throw new CommandFailure(
      'There is no secure-config.yaml here or in a folder above, and a ledger belongs to one. Write it with secure-config init.',
      3,
    );
  }
  const code = await import('../../shared/node/ledger-bundle.ts');
  return { code, environment: environmentOf(io.environment), ...located };
}

/** Opens the ledger, runs `work`, and closes it whatever happens. */
export async function withLedger(io: Io, work: (here: LedgerHere) => Promise<ExitCode>): Promise<ExitCode> {
  const here = await locate(io);
  const settings = settingsOf(here);
  const ledger = orFail(await here.code.openPersonalLedger(settings, here.environment, io.now));
  try {
    return await work({ ...here, settings, ledger });
  } finally {
    await ledger.close();
  }
}

export function settingsOf({ project }: Pick<Here, 'project'>): LedgerSettings {
  const { ledger } = project.manifest;
  if (ledger) return ledger;
  throw new CommandFailure(
    'The manifest here names no ledger. Begin one with secure-config ledger init, or take the lines under ledger from a colleague’s manifest.',
    3,
  );
}

/** Who acts: the identity of --as, else the one in use. */
export async function actingPerson(
  { code, environment }: Pick<Here, 'code' | 'environment'>,
  name: string | undefined,
  io: Io,
): Promise<Person> {
  const options = { environment, terminal: io.interactive, signal: io.signal };
  return orFail(await code.personNamed(name, options));
}

/** @throws CommandFailure (3) with the failure's own words */
export function orFail<Value>(value: Value): Exclude<Value, { readonly kind: 'failure' }> {
  if (isFailed(value)) throw new CommandFailure(value.message, 3);
  return value as Exclude<Value, { readonly kind: 'failure' }>;
}

function isFailed(value: unknown): value is { readonly message: string } {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'failure';
}
