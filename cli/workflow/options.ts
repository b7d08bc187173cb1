/** Options that several commands about versions and requests have, and what their arguments name. */
import { type Arguments, wrongUse } from '../arguments.ts';
import type { Command, Options } from '../command.ts';
import { AS_OPTION, FORMAT_OPTION, YES_OPTION } from '../ledger/here.ts';

export const LOOK_OPTIONS: Options = { ...AS_OPTION, ...FORMAT_OPTION };

export const ACT_OPTIONS: Options = {
  ...YES_OPTION,
  ...LOOK_OPTIONS,
};

export const OVERWRITE_OPTION: Options = {
  overwrite: {
    type: 'boolean',
    help: 'replace what was changed by hand and is in no version and no request',
  },
};

/** A positional that has to be there. `what`: `the environment`. */
export function positional(given: Arguments, index: number, what: string, command: Command): string {
  const text = given.positionals[index];
  if (text === undefined) throw wrongUse(command, `Name ${what}.`);
  return text;
}

/** An option that has to be there. */
export function required(given: Arguments, option: string, command: Command): string {
  const text = given.text(option);
  if (text === undefined || text.trim() === '') throw wrongUse(command, `--${option} is needed.`);
  return text;
}

/** `v12` or `12`. */
export function versionNumber(text: string, command: Command): number {
  const [, digits] = /^v?(\d{1,9})$/i.exec(text) ?? [];
  if (digits === undefined || Number(digits) < 1) {
    throw wrongUse(command, `${text} is no version. Versions are v1, v2, …`);
  }
  return Number(digits);
}
