/** How the identity commands reach keys and age, which stand in a bundle of their own, and what failures become. */
import { type Environment, environmentOf } from '../../shared/node/environment.ts';
import type { KeyFailureCode, KeyResult } from '../../shared/node/keys/result.ts';
import { CommandFailure } from '../command.ts';
import type { Io } from '../io.ts';

export type Keys = typeof import('../../shared/node/ledger-bundle.ts');

export function loadKeys(): Promise<Keys> {
  return import('../../shared/node/ledger-bundle.ts');
}

export function environmentFrom(io: Io): Environment {
  return environmentOf(io.environment);
}

const WRONG_USE: readonly KeyFailureCode[] = ['identity-name', 'identity-exists', 'identity-missing'];

/** @throws CommandFailure with the failure's own words */
export function orFail<T>(result: KeyResult<T>): T {
  if (result.ok) return result.value;
  throw new CommandFailure(result.message, WRONG_USE.includes(result.code) ? 2 : 3);
}
