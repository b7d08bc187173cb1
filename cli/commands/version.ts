/** `secure-config version`: the approved states of each environment, for good. */
import type { CommandGroup, LoadCommand } from '../command.ts';

export const command: CommandGroup = {
  name: 'version',
  summary: 'list, compare, tag and export the approved versions of an environment',
  description:
    'A version is an environment’s files as they were approved: numbered, signed, and never changed. The active one is the ' +
    'baseline that drift is measured against. The first is made here; later ones come from a request or a rollback.',
  subcommands: new Map<string, LoadCommand>([
    ['create', () => import('./version/create.ts')],
    ['list', () => import('./version/list.ts')],
    ['show', () => import('./version/show.ts')],
    ['tag', () => import('./version/tag.ts')],
    ['deprecate', () => import('./version/deprecate.ts')],
    ['verify', () => import('./version/verify.ts')],
    ['export', () => import('./version/export.ts')],
  ]),
};
