/** `secure-config identity`: who signs in ledgers from this machine. */
import type { CommandGroup } from '../command.ts';

export const command: CommandGroup = {
  name: 'identity',
  summary: 'say who you are in ledgers, and with which keys',
  description:
    'An identity is a principal (your e-mail address, say), an SSH key with which it signs, and an age identity with which ' +
    'it reads secrets. Identities stay on this machine; a ledger learns only their public halves.',
  subcommands: new Map([
    ['create', () => import('./identity/create.ts')],
    ['show', () => import('./identity/show.ts')],
    ['list', () => import('./identity/list.ts')],
    ['use', () => import('./identity/use.ts')],
  ]),
};
