/** Two people decide on the same state; whoever is second decides again, on top of what the first one did. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Command, decide } from '../../../shared/core/workflow/decide.ts';
import { keyOf } from '../../support/ledger-events.ts';
import { contentOf, GOOD, OTHER_RULES, proposal, type Workflow } from '../../support/workflow.ts';
import {
  ALGORITHM,
  approved,
  emergency,
  PASSWORD,
  people,
  policyRequest,
  threeVersions,
} from '../../support/workflow-table.ts';

type Act = readonly [principal: string, command: Command];
type Race = readonly [
  what: string,
  code: string | undefined,
  begin: (team: Workflow) => readonly [first: Act, second: Act],
];

const races: readonly Race[] = [
  [
    'both approve, in different roles',
    undefined,
    team => onRequest(team, id => [approval(team, 'sam', id), approval(team, 'paul', id)]),
  ],
  [
    'both approve, in the same role',
    'role-taken',
    team =>
      onRequest(team, id => [approval(team, 'sam', id), approval(team, 'both', id, ['security_admin'])]),
  ],
  [
    'one rejects, the other approves',
    'final',
    team => onRequest(team, id => [rejection(team, 'sam', id), approval(team, 'paul', id)]),
  ],
  [
    'the last one approves, another rejects',
    'not-pending',
    team =>
      onRequest(team, id => {
        team.approve('sam', id);
        return [approval(team, 'paul', id), rejection(team, 'both', id)];
      }),
  ],
  [
    'one approves, of more than one, another rejects',
    undefined,
    team => onRequest(team, id => [approval(team, 'sam', id), rejection(team, 'paul', id)]),
  ],
  [
    'the requester edits, another approves',
    'stale-content',
    team => onRequest(team, id => [edit(team, id), approval(team, 'sam', id)]),
  ],
  [
    'the requester edits, another rejects',
    'stale-content',
    team => onRequest(team, id => [edit(team, id), rejection(team, 'sam', id)]),
  ],
  [
    'the requester edits, another applies',
    'stale-content',
    team => onApproved(team, id => [edit(team, id), application(team, 'emma', id)]),
  ],
  [
    'the requester cancels, another applies',
    'final',
    team =>
      onApproved(team, id => [
        ['rita', { command: 'cancel', request: id, reason: '' }],
        application(team, 'emma', id),
      ]),
  ],
  [
    'both apply',
    'final',
    team => onApproved(team, id => [application(team, 'rita', id), application(team, 'emma', id)]),
  ],
  [
    'the baseline moves, another approves',
    'stale-base',
    team => onRequest(team, id => [moving(team), approval(team, 'sam', id)]),
  ],
  [
    'the baseline moves, another applies',
    'stale-base',
    team => onApproved(team, id => [moving(team), application(team, 'rita', id)]),
  ],
  [
    'the baseline moves, another files',
    'stale-base',
    team => [moving(team), ['rita', { command: 'file', ...proposal(team.change(ALGORITHM)), role: null }]],
  ],
  [
    'the policy takes a role, its holder approves',
    'wrong-role',
    team =>
      onRequest(team, id => [policy(team, { principals: people({ paul: [] }) }), approval(team, 'paul', id)]),
  ],
  [
    'the policy takes a role, and the request is applied',
    'not-approved',
    team =>
      onApproved(team, id => [
        policy(team, { principals: people({ paul: [] }) }),
        application(team, 'rita', id),
      ]),
  ],
  [
    'the policy adopts other rules, another applies',
    'stale-rules',
    team => onApproved(team, id => [policy(team, { ruleSet: OTHER_RULES }), application(team, 'rita', id)]),
  ],
  [
    'both change the policy',
    'policy-version',
    team => [policy(team, {}, 'both'), policy(team, { ruleSet: OTHER_RULES })],
  ],
  [
    'both put the same policy in force',
    'final',
    team => {
      const request = policyRequest(team);
      return [
        ['sam', { command: 'changePolicy', request }],
        ['both', { command: 'changePolicy', request }],
      ];
    },
  ],
  ['both make the first version', 'duplicate', () => [first('sam'), first('both')]],
  ['both give the same tag', 'duplicate', () => [tag('rita', 1), tag('emma', 2)]],
  ['both give tags to one version', undefined, () => [tag('rita', 1), tag('emma', 1, 'second')]],
  [
    'both review an emergency',
    'no-review-owed',
    team => {
      const id = emergency(team);
      assert.equal(team.apply('rita', id), undefined);
      const review = { command: 'review', request: id, finding: 'It was necessary.' } as const;
      return [
        ['sys', review],
        ['paul', review],
      ];
    },
  ],
  [
    'it is approved for an emergency, and in the usual way',
    'not-pending',
    team => {
      const id = team.files('rita', team.change(PASSWORD));
      const reason = 'Production is down.';
      const command = {
        command: 'emergencyApprove',
        ...team.reading(id),
        reason,
        confirmation: 'production',
      } as const;
      return [['emma', command], approval(team, 'sys', id)];
    },
  ],
];

describe('two who act at once', () => {
  for (const [what, code, begin] of races) {
    it(`${what}: ${code === undefined ? 'both stand' : `the second is refused (${code})`}`, () => {
      const team = threeVersions();
      const [one, other] = begin(team);
      const before = team.state;
      assert.equal(refusalIn(team, one), undefined, 'the first is right in itself');
      assert.equal(refusalIn(team, other), undefined, 'the second is right in itself');
      const wish = decide(before, other[1], authorOf(team, other[0]));
      assert.ok('kind' in wish);
      const place = { seq: before.seq + 1, prev: before.head, policyVersion: before.policy.version };
      team.does(...one);
      const unread = team.ledger.append(wish.kind, other[0], wish.data, { ...place, time: team.time });
      assert.equal(unread?.code, 'sequence', 'what was decided before has no place any more');
      assert.equal(team.act(...other), code);
    });
  }
});

function refusalIn(team: Workflow, [principal, command]: Act): string | undefined {
  const decision = decide(team.state, command, authorOf(team, principal));
  return 'refusal' in decision ? decision.refusal.code : undefined;
}

function authorOf(team: Workflow, principal: string) {
  const id = '77777777-0000-4000-8000-000000000000';
  return { principal, key: keyOf(principal), now: team.time, id };
}

type Pair = readonly [Act, Act];

function onRequest(team: Workflow, acts: (id: string) => Pair): Pair {
  return acts(team.files('rita', team.change(ALGORITHM)));
}

function onApproved(team: Workflow, acts: (id: string) => Pair): Pair {
  return acts(approved(team));
}

function approval(team: Workflow, who: string, id: string, roles: readonly string[] | null = null): Act {
  return [who, { command: 'approve', ...team.reading(id), roles, comment: '' }];
}

function rejection(team: Workflow, who: string, id: string): Act {
  return [who, { command: 'reject', request: id, digest: team.request(id).digest, reason: 'No.' }];
}

function application(team: Workflow, who: string, id: string): Act {
  return [who, { command: 'apply', ...team.reading(id), message: null, prerequisite: null }];
}

function edit(team: Workflow, id: string): Act {
  return ['rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) }];
}

/** Another request for the same environment is applied. */
function moving(team: Workflow): Act {
  const id = team.files('nina', team.change(['log_level']));
  for (const name of ['sys', 'paul']) assert.equal(team.approve(name, id), undefined);
  return application(team, 'nina', id);
}

function policy(team: Workflow, changes: object, who = 'sam'): Act {
  const next = { ...team.state.policy, version: team.state.policy.version + 1, ...changes };
  return [who, { command: 'changePolicy', request: null, policy: next, reason: 'So.' }];
}

function first(who: string): Act {
  const content = contentOf('staging');
  return [
    who,
    { command: 'createVersion', environment: 'staging', message: 'First.', content, assessment: GOOD },
  ];
}

function tag(who: string, number: number, name = 'live'): Act {
  return [who, { command: 'tag', environment: 'production', number, add: [name], remove: [] }];
}
