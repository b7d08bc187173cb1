/** Changes of the policy go through the policy. */
import assert from 'node:assert/strict';
import type { Policy } from '../../../shared/core/ledger/policy.ts';
import { OTHER_RULES, proposal, type Workflow } from '../../support/workflow.ts';
import { algorithm, people, policyRequest, strict, table } from '../../support/workflow-table.ts';

table(
  'a policy that needs one other administrator',
  [
    ['changed with an approval', undefined, team => changeBy(team, policyRequest(team), ['both'])],
    ['changed without one', 'not-approved', team => changeBy(team, policyRequest(team), [])],
    [
      'changed without a request',
      'not-approved',
      team => {
        const policy = { ...team.state.policy, version: 2 };
        return team.act('sam', { command: 'changePolicy', request: null, policy, reason: 'So.' });
      },
    ],
    ['approved by no administrator', 'wrong-role', team => team.approve('paul', policyRequest(team))],
    [
      'changed by no administrator',
      'wrong-role',
      team => changeBy(team, policyRequest(team), ['both'], 'rita'),
    ],
    [
      'changed by a request for something else',
      'other-subject',
      team => team.act('sam', { command: 'changePolicy', request: algorithm(team) }),
    ],
    [
      'changed by two requests from the same one before',
      'stale-base',
      team => {
        const [first, second] = [policyRequest(team), policyRequest(team, { ruleSet: OTHER_RULES })];
        changeBy(team, first, ['both']);
        return team.approve('both', second);
      },
    ],
    [
      'asked for in a form that locks everybody out',
      'policy-inconsistent',
      team => askFor(team, { principals: {} }),
    ],
    [
      'that would ask for more people than there are',
      'policy-inconsistent',
      team => askFor(team, { administration: { roles: ['security_admin'], approvals: 2 } }),
    ],
  ],
  strict(1),
);

table(
  'a policy that needs nobody else',
  [
    ['changed by a request', undefined, team => changeBy(team, policyRequest(team), [])],
    [
      'that gives its author a role, by a request of their own',
      'self-promotion',
      team => changeBy(team, promotion(team), []),
    ],
    [
      'that gives its author a role, asked for by another administrator',
      undefined,
      team => changeBy(team, promotion(team, 'both'), []),
    ],
    [
      'that lets people approve alone, by one administrator',
      'self-promotion',
      team => changeBy(team, relaxation(team, 'sam'), []),
    ],
    [
      'that lets people approve alone, asked for by nobody who administers',
      'self-promotion',
      team => changeBy(team, relaxation(team, 'rita'), []),
    ],
    [
      'that lets people approve alone, by two administrators',
      undefined,
      team => changeBy(team, relaxation(team, 'both'), []),
    ],
    [
      'that gives another administrator a role',
      undefined,
      team => changeBy(team, promotion(team), [], 'both'),
    ],
  ],
  strict(0),
);

table(
  'a policy that needs as many other administrators as there are, up to one',
  [
    [
      'changed with the approval of the other one',
      undefined,
      team => changeBy(team, policyRequest(team), ['both']),
    ],
    ['changed without it', 'not-approved', team => changeBy(team, policyRequest(team), [])],
    ['changed at once by one of two', 'not-approved', team => changeAlone(team)],
    [
      'that takes the other administrator out, at once',
      'not-approved',
      team => changeAlone(team, { principals: people({ both: ['platform_admin'] }) }),
    ],
    [
      'that asks for fewer, at once',
      'not-approved',
      team => changeAlone(team, { administration: { roles: ['security_admin'], approvals: 0 } }),
    ],
    [
      'changed at once by who is alone since the other one agreed to leave',
      undefined,
      team => {
        leave(team);
        return changeAlone(team);
      },
    ],
    [
      'changed at once by one of two again, whom the one before let in',
      'not-approved',
      team => {
        leave(team);
        assert.equal(changeAlone(team, { principals: people({}) }), undefined);
        return changeAlone(team);
      },
    ],
    [
      'that would ask for more people than there are, which asks for those there are',
      undefined,
      team => {
        const administration = { roles: ['security_admin'], approvals: { upTo: 2 } };
        changeBy(team, policyRequest(team, { administration }), ['both']);
        return changeBy(team, policyRequest(team), ['both']);
      },
    ],
    [
      'that would ask for nobody in many words',
      'event-shape',
      team => askFor(team, { administration: { roles: ['security_admin'], approvals: { upTo: 0 } } }),
    ],
  ],
  strict({ upTo: 1 }),
);

table(
  'a policy of one person, since there is another administrator',
  [
    [
      'changed with the approval of who asks',
      'self-approval',
      team => team.approve('sam', policyRequest(team, {}, 'sam')),
    ],
    ['changed with that of the other one', undefined, team => changeBy(team, policyRequest(team), ['both'])],
    [
      'changed by who is alone again',
      undefined,
      team => {
        leave(team);
        return changeAlone(team);
      },
    ],
  ],
  strict({ upTo: 1 }, { relaxations: { selfApproval: true, severalRoles: true } }),
);

/** Both is no administrator any more, and agrees. */
function leave(team: Workflow): void {
  const alone = policyRequest(team, { principals: people({ both: ['platform_admin'] }) });
  assert.equal(changeBy(team, alone, ['both']), undefined);
}

function changeAlone(team: Workflow, changes: Partial<Policy> = {}): string | undefined {
  const before = team.state.policy;
  const policy = { ...before, version: before.version + 1, ...changes };
  return team.act('sam', { command: 'changePolicy', request: null, policy, reason: 'So.' });
}

function relaxation(team: Workflow, by: string): string {
  return policyRequest(team, { relaxations: { selfApproval: true, severalRoles: false } }, by);
}

function promotion(team: Workflow, by = 'rita'): string {
  return policyRequest(team, { principals: people({ sam: ['platform_admin', 'security_admin'] }) }, by);
}

function changeBy(team: Workflow, id: string, approvers: readonly string[], by = 'sam'): string | undefined {
  for (const approver of approvers) assert.equal(team.approve(approver, id), undefined);
  return team.act(by, { command: 'changePolicy', request: id });
}

function askFor(team: Workflow, changes: Partial<Policy>): string | undefined {
  const policy = { ...team.state.policy, version: 2, ...changes };
  return team.act('rita', { command: 'file', ...proposal({ kind: 'policy', policy }), role: null });
}
