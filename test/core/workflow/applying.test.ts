/** Approved requests become versions, as long as all that was approved still holds. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyOf } from '../../support/ledger-events.ts';
import { BAD, changesOf, OTHER_RULES, proposal, voicehivePolicy, Workflow } from '../../support/workflow.ts';
import {
  ALGORITHM,
  adopt,
  algorithm,
  approved,
  emergency,
  PASSWORD,
  people,
  policyRequest,
  rejected,
  table,
} from '../../support/workflow-table.ts';

table('applying', [
  ['what is approved, by who asked', undefined, team => team.apply('rita', approved(team))],
  ['what is approved, by anybody with a role', undefined, team => team.apply('emma', approved(team))],
  ['of somebody else, by nobody in particular', 'wrong-role', team => team.apply('nina', approved(team))],
  ['what nobody has approved', 'not-approved', team => team.apply('rita', algorithm(team))],
  [
    'what one of two has approved',
    'not-approved',
    team => {
      const id = algorithm(team);
      team.approve('sam', id);
      return team.apply('rita', id);
    },
  ],
  ['what was rejected', 'final', team => team.apply('rita', rejected(team))],
  [
    'twice',
    'final',
    team => {
      const id = approved(team);
      team.apply('rita', id);
      return team.apply('rita', id);
    },
  ],
  [
    'what was approved in time, too late',
    'expired',
    team => {
      const id = approved(team);
      return team.later(8 * 60).apply('rita', id);
    },
  ],
  [
    'when the baseline has moved',
    'stale-base',
    team => {
      const id = approved(team);
      team.changes(['log_level'], ['sys', 'paul']);
      return team.apply('rita', id);
    },
  ],
  [
    'when other rules are in force',
    'stale-rules',
    team => {
      const id = approved(team);
      adopt(team, { ruleSet: OTHER_RULES });
      return team.apply('rita', id);
    },
  ],
  [
    'what was edited after it was approved',
    'not-approved',
    team => {
      const id = approved(team);
      team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) });
      return team.apply('rita', id);
    },
  ],
  [
    'when an approver has lost the role',
    'not-approved',
    team => {
      const id = approved(team);
      adopt(team, { principals: people({ paul: [] }) });
      return team.apply('rita', id);
    },
  ],
  [
    'when an approver had the role taken and given back',
    'not-approved',
    team => {
      const id = approved(team);
      adopt(team, { principals: people({ paul: [] }) });
      adopt(team, { principals: people({}) });
      return team.apply('rita', id);
    },
  ],
  [
    'when an approver has left',
    'not-approved',
    team => {
      const id = approved(team);
      const { paul: _, ...principals } = team.state.policy.principals;
      adopt(team, { principals });
      return team.apply('rita', id);
    },
  ],
  [
    'as the first version of an environment',
    undefined,
    team => {
      const id = team.files('rita', team.change(['log_level'], { environment: 'staging' }));
      return team.approve('sys', id) ?? team.apply('rita', id);
    },
  ],
  [
    'when an approver’s key was revoked',
    'not-approved',
    team => {
      const id = approved(team);
      const { principals } = team.state.policy;
      const paul = { roles: ['platform_admin'], keys: [keyOf('paul’s new key')], recipient: null };
      adopt(team, { principals: { ...principals, paul } });
      return team.apply('rita', id);
    },
  ],
  [
    'when the policy asks for more by now',
    'not-approved',
    team => {
      const id = approved(team);
      const { approvals } = team.state.policy;
      const production = { approvers: ['platform_admin', 'system_admin'], after: null };
      adopt(team, { approvals: { ...approvals, environments: { production } } });
      return team.apply('rita', id);
    },
  ],
  [
    'what makes the environment break rules',
    'not-compliant',
    team => {
      const id = team.files('rita', team.change(ALGORITHM, { assessment: BAD }));
      team.approve('sam', id);
      team.approve('paul', id);
      return team.apply('rita', id);
    },
  ],
  [
    'what writes a file that is not one of the environment’s',
    'unmapped-file',
    team => {
      const read = team.reading(approved(team));
      const evidence = read.evidence && { ...read.evidence, unmapped: ['.npmrc'] };
      return team.act('rita', { command: 'apply', ...read, evidence, message: null, prerequisite: null });
    },
  ],
  [
    'what broke no rule when it was filed, and does now',
    'not-compliant',
    team => {
      const read = team.reading(approved(team));
      const evidence = {
        changes: changesOf(ALGORITHM),
        differing: [],
        unmapped: [],
        foreign: [],
        assessment: BAD,
      };
      return team.act('rita', { command: 'apply', ...read, evidence, message: null, prerequisite: null });
    },
  ],
  [
    'what complies less than a baseline that does not comply',
    'not-compliant',
    () => mending({ ...BAD, score: 59 }),
  ],
  ['what mends a baseline that does not comply, in part', undefined, () => mending({ ...BAD, score: 61 })],
  ['a policy, as if it were a version', 'other-subject', team => team.apply('rita', policyRequest(team))],
]);

function mending(assessment: typeof BAD): string | undefined {
  const team = new Workflow().begins('production', BAD);
  const id = team.files('rita', team.change(ALGORITHM, { assessment }));
  team.approve('sam', id);
  team.approve('paul', id);
  return team.apply('rita', id);
}

const stagingFirst = () => {
  const policy = voicehivePolicy();
  const production = { approvers: ['platform_admin'], after: 'staging' };
  const approvals = { ...policy.approvals, environments: { production } };
  return new Workflow({ ...policy, approvals }).begins().begins('staging');
};

table(
  'an environment that comes after another',
  [
    [
      'with the same change active there',
      undefined,
      team => applyAfter(team, { version: 1, holdsChanges: true }),
    ],
    ['without naming what is active there', 'prerequisite', team => applyAfter(team, null)],
    [
      'naming what is not active there',
      'prerequisite',
      team => applyAfter(team, { version: 2, holdsChanges: true }),
    ],
    [
      'with something else active there',
      'prerequisite',
      team => applyAfter(team, { version: 1, holdsChanges: false }),
    ],
    ['in an emergency, which does not wait', undefined, team => team.apply('rita', emergency(team))],
    [
      'in an emergency, whatever is there',
      undefined,
      team => applyAfter(team, { version: 1, holdsChanges: false }, emergency(team)),
    ],
  ],
  stagingFirst,
);

function applyAfter(
  team: Workflow,
  prerequisite: { readonly version: number; readonly holdsChanges: boolean } | null,
  id = approved(team),
): string | undefined {
  const read = team.reading(id);
  return team.act('rita', { command: 'apply', ...read, message: null, prerequisite });
}

const alone = () =>
  new Workflow(
    voicehivePolicy(
      { sam: ['platform_admin', 'security_admin', 'system_admin'] },
      { relaxations: { selfApproval: true, severalRoles: true } },
    ),
  ).begins();

table(
  'a ledger of one person',
  [
    [
      'asks, approves in all roles at once, and applies',
      undefined,
      team => {
        const id = team.files('sam', team.change(PASSWORD));
        return team.approve('sam', id) ?? team.apply('sam', id);
      },
    ],
    [
      'has not approved any more when the relaxation is gone',
      'not-approved',
      team => {
        const id = team.files('sam', team.change(PASSWORD));
        team.approve('sam', id);
        adopt(team, { relaxations: { selfApproval: false, severalRoles: true } });
        return team.apply('sam', id);
      },
    ],
  ],
  alone,
);

describe('what is decided', () => {
  it('makes the version and moves the baseline in one event', () => {
    const team = new Workflow().begins();
    const id = approved(team);
    const { seq } = team.state;
    assert.equal(team.apply('emma', id), undefined);
    const { state } = team;
    const version = state.versions.get('production@2');
    assert.equal(state.seq, seq + 1);
    assert.deepEqual(state.environments.get('production'), { latest: 2, active: 2 });
    assert.deepEqual(version?.origin, { kind: 'request', request: id });
    assert.deepEqual([version?.parent, version?.author, version?.approvers], [1, 'emma', ['sam', 'paul']]);
    assert.equal(state.requests.get(id)?.ending?.version, 2);
  });
});
