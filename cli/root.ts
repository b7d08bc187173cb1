/** Every command of `secure-config`, and what loads it. */
import type { CommandGroup, LoadCommand } from './command.ts';

/** To add a command, add its file in commands/ and its line here. */
export const ROOT: CommandGroup = {
  name: '',
  summary: 'finds what is wrong in .env and YAML configuration, and says how compliant it is.',
  description: '',
  subcommands: new Map<string, LoadCommand>([
    ['check', () => import('./commands/check.ts')],
    ['matrix', () => import('./commands/matrix.ts')],
    ['inspect', () => import('./commands/inspect.ts')],
    ['rules', () => import('./commands/rules.ts')],
    ['explain', () => import('./commands/explain.ts')],
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
