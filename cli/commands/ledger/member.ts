/** `secure-config ledger member`: who is in a ledger, with which roles and keys. */
import type { CommandGroup } from '../../command.ts';

export const command: CommandGroup = {
  name: 'ledger member',
  summary: 'say who is in the ledger, with which roles and keys',
  description:
    'The members of a ledger are its principals: people and machines, each with roles, keys to sign with, and perhaps a ' +
    'recipient for secrets. To add or remove one changes the policy, which the policy before it has to allow.',
  subcommands: new Map([
    ['list', () => import('./member/list.ts')],
    ['add', () => import('./member/add.ts')],
    ['remove', () => import('./member/remove.ts')],
  ]),
};
