/** Approvals: forged in every way, and right. */
import type { Approve } from '../../../shared/core/workflow/commands/approve.ts';
import {
  BAD,
  changesOf,
  contentOf,
  GOOD,
  OTHER_RULES,
  proposal,
  type Workflow,
} from '../../support/workflow.ts';
import {
  ALGORITHM,
  adopt,
  algorithm,
  approved,
  PASSWORD,
  rejected,
  table,
} from '../../support/workflow-table.ts';

const UNKNOWN = '99999999-0000-4000-8000-000000000000';

table('approving', [
  ['in a role that is asked for', undefined, team => team.approve('sam', algorithm(team))],
  ['what does not exist', 'unknown-request', team => approveUnknown(team)],
  ['one’s own', 'self-approval', team => team.approve('sam', team.files('sam', team.change(ALGORITHM)))],
  [
    'in a role that is not held',
    'wrong-role',
    team => team.approve('sys', algorithm(team), ['security_admin']),
  ],
  [
    'in a role that is not asked for',
    'wrong-role',
    team => team.approve('sys', algorithm(team), ['system_admin']),
  ],
  ['without any role', 'wrong-role', team => team.approve('nina', algorithm(team))],
  ['in no role', 'wrong-role', team => team.approve('sam', algorithm(team), [])],
  [
    'in two roles',
    'second-role',
    team => team.approve('both', algorithm(team), ['security_admin', 'platform_admin']),
  ],
  [
    'in a second role later',
    'second-role',
    team => {
      const id = algorithm(team);
      team.approve('both', id, ['security_admin']);
      return team.approve('both', id, ['platform_admin']);
    },
  ],
  [
    'twice',
    'duplicate',
    team => {
      const id = algorithm(team);
      team.approve('sam', id);
      return team.approve('sam', id);
    },
  ],
  [
    'in a role that somebody has filled',
    'role-taken',
    team => {
      const id = algorithm(team);
      team.approve('sam', id);
      return team.approve('both', id, ['security_admin']);
    },
  ],
  [
    'in the role that is left, chosen for them',
    undefined,
    team => {
      const id = algorithm(team);
      team.approve('sam', id);
      return team.approve('both', id);
    },
  ],
  ['what is approved', 'not-pending', team => team.approve('both', approved(team), ['security_admin'])],
  ['what is rejected', 'final', team => team.approve('paul', rejected(team))],
  ['what has expired', 'expired', team => team.approve('sam', algorithm(team.later(0)), null) ?? late(team)],
  [
    'when the baseline has moved',
    'stale-base',
    team => {
      const id = algorithm(team);
      team.changes(['log_level'], ['sys', 'paul']);
      return team.approve('sam', id);
    },
  ],
  [
    'when other rules are in force',
    'stale-rules',
    team => {
      const id = algorithm(team);
      adopt(team, { ruleSet: OTHER_RULES });
      return team.approve('sam', id);
    },
  ],
  [
    'what was edited after it was read',
    'stale-content',
    team => {
      const id = algorithm(team);
      const read = team.reading(id);
      team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) });
      return team.act('sam', { command: 'approve', ...read, roles: null, comment: '' });
    },
  ],
  [
    'what changes more than it says',
    'changes-differ',
    team => {
      const id = algorithm(team);
      const evidence = {
        changes: changesOf([...ALGORITHM, 'database.host']),
        differing: [],
        unmapped: [],
        foreign: [],
        assessment: GOOD,
      };
      return team.act('sam', { command: 'approve', ...team.reading(id), evidence, roles: null, comment: '' });
    },
  ],
  [
    'when the policy that has come since calls a change of it a downgrade',
    'stale-policy',
    team => {
      const read = team.reading(algorithm(team));
      adopt(team, {});
      return team.act('sam', { command: 'approve', ...seenAsDowngrade(read), roles: null, comment: '' });
    },
  ],
  [
    'when it says of a change that it is no downgrade, by the policy of its day',
    'changes-differ',
    team => {
      const read = team.reading(algorithm(team));
      return team.act('sam', { command: 'approve', ...seenAsDowngrade(read), roles: null, comment: '' });
    },
  ],
  [
    'what was edited since by the policy of now',
    undefined,
    team => {
      const id = algorithm(team);
      adopt(team, {});
      const [change] = changesOf(ALGORITHM);
      const changes = change ? [{ ...change, downgrade: true }] : [];
      team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM, { changes })) });
      return team.approve('sam', id);
    },
  ],
  [
    'whose fingerprints hide that a secret has changed, as who can decrypt it sees',
    'changes-differ',
    team => {
      const read = team.reading(algorithm(team));
      const evidence = read.evidence && { ...read.evidence, differing: PASSWORD };
      return team.act('sam', { command: 'approve', ...read, evidence, roles: null, comment: '' });
    },
  ],
  [
    'what writes a file that is not one of the environment’s',
    'unmapped-file',
    team => {
      const read = team.reading(algorithm(team));
      const evidence = read.evidence && { ...read.evidence, unmapped: ['.env.staging'] };
      return team.act('sam', { command: 'approve', ...read, evidence, roles: null, comment: '' });
    },
  ],
  [
    'by rules with errors, whatever they find',
    'stale-rules',
    team => {
      const read = team.reading(algorithm(team));
      const evidence = read.evidence && { ...read.evidence, changes: [], faultySource: 'secure-config.yaml' };
      return team.act('sam', { command: 'approve', ...read, evidence, roles: null, comment: '' });
    },
  ],
  [
    'a rollback that takes something from elsewhere, as who reads it sees',
    'rollback-differs',
    team => {
      team.changes(ALGORITHM, ['sam', 'paul']);
      const subject = { ...team.rollback(1, ALGORITHM), content: contentOf('x'), keepsSecrets: true };
      const read = team.reading(team.files('rita', subject));
      const evidence = read.evidence && { ...read.evidence, foreign: PASSWORD };
      return team.act('sam', { command: 'approve', ...read, evidence, roles: null, comment: '' });
    },
  ],
  [
    'without having looked',
    'changes-differ',
    team => {
      const read = { ...team.reading(algorithm(team)), evidence: null };
      return team.act('sam', { command: 'approve', ...read, roles: null, comment: '' });
    },
  ],
  ['what does not comply, as one sees', 'not-compliant', team => approveSeeing(team, BAD)],
  [
    'when one checks by other rules',
    'stale-rules',
    team => approveSeeing(team, { ...GOOD, ruleSet: OTHER_RULES }),
  ],
]);

function late(team: Workflow): string | undefined {
  const [id = ''] = team.state.requests.keys();
  return team.later(8 * 60).approve('paul', id);
}

function approveUnknown(team: Workflow): string | undefined {
  const read = { request: UNKNOWN, digest: GOOD.ruleSet, evidence: null };
  return team.act('sam', { command: 'approve', ...read, roles: null, comment: '' });
}

function approveSeeing(team: Workflow, assessment: typeof GOOD): string | undefined {
  const id = algorithm(team);
  const evidence = {
    changes: team.change(ALGORITHM).changes,
    differing: [],
    unmapped: [],
    foreign: [],
    assessment,
  };
  return team.act('sam', { command: 'approve', ...team.reading(id), evidence, roles: null, comment: '' });
}

function seenAsDowngrade<Read extends Pick<Approve, 'evidence'>>(read: Read): Read {
  const { evidence } = read;
  const changes = evidence?.changes.map(change => ({ ...change, downgrade: true })) ?? [];
  return { ...read, evidence: evidence && { ...evidence, changes } };
}
