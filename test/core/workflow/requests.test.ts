/** Filing, editing, rejecting and cancelling a request: who may, and the code of the refusal where they may not. */
import { contentOf, GOOD, OTHER_RULES, proposal, type Workflow } from '../../support/workflow.ts';
import { ALGORITHM, algorithm, approved, rejected, table } from '../../support/workflow-table.ts';

table('filing a request', [
  ['by anybody whom the policy knows', undefined, team => fileAs(team, 'nina', null)],
  ['in a role that they hold', undefined, team => fileAs(team, 'rita', 'devops_lead')],
  ['in a role of somebody else', 'wrong-role', team => fileAs(team, 'rita', 'security_admin')],
  ['from a base that is not active', 'stale-base', team => fileAs(team, 'rita', null, { base: 7 })],
  ['from no base, where there is one', 'stale-base', team => fileAs(team, 'rita', null, { base: null })],
  [
    'for an environment that is new to the ledger',
    undefined,
    team => fileAs(team, 'rita', null, { environment: 'staging', base: null }),
  ],
  [
    'checked by other rules',
    'stale-rules',
    team => fileAs(team, 'rita', null, { assessment: { ...GOOD, ruleSet: OTHER_RULES } }),
  ],
  [
    'of what is there already',
    'no-change',
    team => fileAs(team, 'rita', null, { content: contentOf('production v1') }),
  ],
  ['with no reason but blanks', 'event-shape', team => fileAs(team, 'rita', null, {}, '   ')],
  ['by a stranger', 'unknown-principal', team => fileAs(team, 'mallory', null)],
]);

function fileAs(
  team: Workflow,
  principal: string,
  role: string | null,
  wish: Parameters<Workflow['change']>[1] = {},
  why = 'It has to be so.',
): string | undefined {
  return team.act(principal, { command: 'file', ...proposal(team.change(ALGORITHM, wish), why), role });
}

table('editing', [
  ['one’s own', undefined, team => editAs(team, 'rita')],
  ['somebody else’s', 'not-yours', team => editAs(team, 'sam')],
  [
    'into a request for another environment',
    'other-subject',
    team => editAs(team, 'rita', { environment: 'staging', base: null }),
  ],
  ['what was rejected', 'final', team => editAs(team, 'rita', {}, rejected(team))],
  ['from the old base', 'stale-base', team => editAs(team, 'rita', { base: 9 })],
  [
    'into what is the same',
    'no-change',
    team => {
      const subject = team.change(ALGORITHM);
      return team.act('rita', {
        command: 'edit',
        request: team.files('rita', subject),
        ...proposal(subject),
      });
    },
  ],
  [
    'into what would have expired by now',
    'expired',
    team => {
      const id = team.files('rita', team.change(['log_level']));
      const subject = team.later(3 * 60).change(['region']);
      return team.act('rita', { command: 'edit', request: id, ...proposal(subject) });
    },
  ],
  [
    'what is stale, onto the new base',
    undefined,
    team => {
      const id = approved(team);
      team.changes(['log_level'], ['sys', 'paul']);
      team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) });
      return team.approve('sam', id) ?? team.approve('paul', id) ?? team.apply('rita', id);
    },
  ],
]);

function editAs(
  team: Workflow,
  principal: string,
  wish: Parameters<Workflow['change']>[1] = {},
  id = algorithm(team),
): string | undefined {
  const subject = team.change(['auth.jwt_algorithm', 'log_level'], wish);
  return team.act(principal, { command: 'edit', request: id, ...proposal(subject) });
}

table('rejecting and cancelling', [
  ['reject: who would have to approve', undefined, team => rejectAs(team, 'paul')],
  ['reject: who has nothing to do with it', 'wrong-role', team => rejectAs(team, 'sys')],
  [
    'reject: one’s own',
    'self-approval',
    team => rejectAs(team, 'sam', team.files('sam', team.change(ALGORITHM))),
  ],
  ['reject: what is approved', 'not-pending', team => rejectAs(team, 'sam', approved(team))],
  ['reject: what is rejected', 'final', team => rejectAs(team, 'sam', rejected(team))],
  [
    'reject: what was edited after it was read',
    'stale-content',
    team => {
      const id = algorithm(team);
      const { digest } = team.request(id);
      team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) });
      return team.act('sam', { command: 'reject', request: id, digest, reason: 'No.' });
    },
  ],
  ['cancel: one’s own', undefined, team => cancelAs(team, 'rita')],
  ['cancel: an administrator', undefined, team => cancelAs(team, 'sam')],
  ['cancel: somebody else’s', 'not-yours', team => cancelAs(team, 'paul')],
  ['cancel: what is approved', undefined, team => cancelAs(team, 'rita', approved(team))],
  ['cancel: what is rejected', 'final', team => cancelAs(team, 'rita', rejected(team))],
  [
    'record as expired: before its time',
    'not-expired',
    team => team.act('nina', { command: 'expire', request: algorithm(team) }),
  ],
  [
    'record as expired: after its time, by anybody',
    undefined,
    team => {
      const id = algorithm(team);
      return team.later(9 * 60).act('nina', { command: 'expire', request: id });
    },
  ],
  [
    'record as expired: what is rejected',
    'final',
    team => team.act('nina', { command: 'expire', request: rejected(team) }),
  ],
]);

function rejectAs(team: Workflow, principal: string, id = algorithm(team)): string | undefined {
  const { digest } = team.request(id);
  return team.act(principal, { command: 'reject', request: id, digest, reason: 'No.' });
}

function cancelAs(team: Workflow, principal: string, id = algorithm(team)): string | undefined {
  return team.act(principal, { command: 'cancel', request: id, reason: '' });
}
