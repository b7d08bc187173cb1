/** `secure-config request`: changes of a governed environment, from asking to applying. */
import type { CommandGroup, LoadCommand } from '../command.ts';

export const command: CommandGroup = {
  name: 'request',
  summary: 'ask for a change, approve, reject and apply it',
  description:
    'A change request says what somebody wants to change in an environment’s files, and why. The policy says who has to ' +
    'approve it and until when; an approval is signed, and holds for exactly this content on exactly this baseline. What is ' +
    'approved is applied: the files are written and a new version becomes the baseline.',
  subcommands: new Map<string, LoadCommand>([
    ['create', () => import('./request/create.ts')],
    ['list', () => import('./request/list.ts')],
    ['show', () => import('./request/show.ts')],
    ['edit', () => import('./request/edit.ts')],
    ['approve', () => import('./request/approve.ts')],
    ['reject', () => import('./request/reject.ts')],
    ['emergency-approve', () => import('./request/emergency-approve.ts')],
    ['apply', () => import('./request/apply.ts')],
    ['cancel', () => import('./request/cancel.ts')],
    ['review', () => import('./request/review.ts')],
  ]),
};
