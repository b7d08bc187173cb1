/** Every command of `secure-config`, and what loads it. */
import { CHECKING_ROOT } from './checking-root.ts';
import type { CommandGroup, LoadCommand } from './command.ts';

/** To add a command, add its file in commands/ and its line here, or in checking-root.ts. */
export const ROOT: CommandGroup = {
  name: '',
  summary: 'finds what is wrong in .env and YAML configuration, and says how compliant it is.',
  description: '',
  subcommands: new Map<string, LoadCommand>([
    ...CHECKING_ROOT.subcommands,
    ['init', () => import('./commands/init.ts')],
    ['identity', () => import('./commands/identity.ts')],
    ['ledger', () => import('./commands/ledger.ts')],
    ['version', () => import('./commands/version.ts')],
    ['diff', () => import('./commands/diff.ts')],
    ['request', () => import('./commands/request.ts')],
    ['rollback', () => import('./commands/rollback.ts')],
    ['practice', () => import('./commands/practice.ts')],
    ['lsp', () => import('./commands/lsp.ts')],
  ]),
};
