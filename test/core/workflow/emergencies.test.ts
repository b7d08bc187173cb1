/** Emergencies do without approvers, where each field allows it, and owe a review. */
import assert from 'node:assert/strict';
import { BAD, type Workflow } from '../../support/workflow.ts';
import {
  ALGORITHM,
  adopt,
  emergency,
  PASSWORD,
  password,
  people,
  policyRequest,
  strict,
  table,
} from '../../support/workflow-table.ts';

table('emergencies', [
  ['approved by an emergency role', undefined, team => team.emergency('emma', password(team))],
  ['applied by who asked', undefined, team => team.apply('rita', emergency(team))],
  ['approved by who has no such role', 'wrong-role', team => team.emergency('sys', password(team))],
  [
    'approved by who asked',
    'self-approval',
    team => team.emergency('sam', team.files('sam', team.change(PASSWORD))),
  ],
  ['confirmed by another name', 'not-confirmed', team => team.emergency('emma', password(team), 'staging')],
  [
    'with a reason that is none',
    'event-shape',
    team => {
      const read = team.reading(password(team));
      const command = { command: 'emergencyApprove', ...read, confirmation: 'production' } as const;
      return team.act('emma', { ...command, reason: 'x         ' });
    },
  ],
  [
    'where one of the fields does not allow it',
    'emergency-not-allowed',
    team => team.emergency('emma', team.files('rita', team.change([...PASSWORD, ...ALGORITHM]))),
  ],
  [
    'for the policy',
    'emergency-not-allowed',
    () => {
      const team = strict(1)();
      return team.emergency('emma', policyRequest(team));
    },
  ],
  ['of what is approved', 'not-pending', team => team.emergency('emma', approvedPassword(team))],
  [
    'while another one’s review is overdue',
    'review-owed',
    team => {
      team.apply('rita', emergency(team));
      return team.later(4 * 24 * 60).emergency('emma', password(team));
    },
  ],
  [
    'while another one’s review is owed, but not overdue',
    undefined,
    team => {
      team.apply('rita', emergency(team));
      return team.emergency('emma', password(team));
    },
  ],
  [
    'after the review was made',
    undefined,
    team => {
      const id = emergency(team);
      team.apply('rita', id);
      team.later(4 * 24 * 60).does('sys', { command: 'review', request: id, finding: 'It was necessary.' });
      return team.emergency('emma', password(team));
    },
  ],
  ['reviewed before anything was applied', 'no-review-owed', team => reviewAs(team, 'sys', emergency(team))],
  ['reviewed by who approved', 'self-approval', team => reviewAs(team, 'emma', appliedEmergency(team))],
  ['reviewed by who asked', 'self-approval', team => reviewAs(team, 'rita', appliedEmergency(team))],
  [
    'reviewed by nobody who would have approved',
    'wrong-role',
    team => reviewAs(team, 'nina', appliedEmergency(team)),
  ],
  [
    'reviewed twice',
    'no-review-owed',
    team => {
      const id = appliedEmergency(team);
      reviewAs(team, 'sys', id);
      return reviewAs(team, 'sam', id);
    },
  ],
  [
    'applied after the policy took the role from who approved',
    'not-approved',
    team => {
      const id = emergency(team);
      adopt(team, { principals: people({ emma: [] }) });
      return team.apply('rita', id);
    },
  ],
  [
    'applied to what does not comply',
    'not-compliant',
    team => {
      const id = team.files('rita', team.change(PASSWORD, { assessment: BAD }));
      team.emergency('emma', id);
      return team.apply('rita', id);
    },
  ],
]);

function approvedPassword(team: Workflow): string {
  const id = password(team);
  for (const name of ['sam', 'sys', 'paul']) assert.equal(team.approve(name, id), undefined);
  return id;
}

function appliedEmergency(team: Workflow): string {
  const id = emergency(team);
  assert.equal(team.apply('rita', id), undefined);
  return id;
}

function reviewAs(team: Workflow, principal: string, id: string): string | undefined {
  return team.act(principal, { command: 'review', request: id, finding: 'It was necessary.' });
}
