/** `secure-config ledger policy`: the policy in force. */
import type { CommandGroup, LoadCommand } from '../../command.ts';

export const command: CommandGroup = {
  name: 'ledger policy',
  summary: 'show the policy in force, and change it',
  description:
    'The policy of a ledger says who approves what, which drift is how bad, and by which rules contents are checked. ' +
    'The profile and the manifest only propose one: what is edited there holds once the ledger has taken it over. Where the ' +
    'policy in force wants others to approve, a change of it is a request like any other.',
  subcommands: new Map<string, LoadCommand>([
    ['show', () => import('./policy/show.ts')],
    ['adopt', () => import('./policy/adopt.ts')],
    ['edit', () => import('./policy/edit.ts')],
  ]),
};
