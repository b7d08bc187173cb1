/** `secure-config ledger`: the signed, unchangeable record that versions and approvals stand in. */
import type { CommandGroup, LoadCommand } from '../command.ts';

export const command: CommandGroup = {
  name: 'ledger',
  summary: 'keep a signed record of approved versions, and verify it',
  description:
    'A ledger is a line of signed events: who made, asked for, approved and rolled back which version of the ' +
    'configuration. Nobody can change it without being noticed, and everybody who has it can verify it. It is kept on ' +
    'this machine, and shared over the git remote of the project once you turn that on.',
  subcommands: new Map<string, LoadCommand>([
    ['init', () => import('./ledger/init.ts')],
    ['status', () => import('./ledger/status.ts')],
    ['log', () => import('./ledger/log.ts')],
    ['show', () => import('./ledger/show.ts')],
    ['verify', () => import('./ledger/verify.ts')],
    ['sync', () => import('./ledger/sync.ts')],
    ['policy', () => import('./ledger/policy.ts')],
    ['member', () => import('./ledger/member.ts')],
    ['re-encrypt', () => import('./ledger/re-encrypt.ts')],
    ['alarms', () => import('./ledger/alarms.ts')],
    ['export', () => import('./ledger/export.ts')],
    ['backup', () => import('./ledger/backup.ts')],
    ['restore', () => import('./ledger/restore.ts')],
  ]),
};
