/** What each person may do with requests and versions, and the code of the refusal where they may not. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Policy } from '../../../shared/core/ledger/policy.ts';
import { standingOf } from '../../../shared/core/ledger/standing.ts';
import { versionStatus } from '../../../shared/core/ledger/version.ts';
import { keyOf } from '../../support/ledger-events.ts';
import {
  BAD,
  changesOf,
  contentOf,
  evidenceOf,
  GOOD,
  OTHER_RULES,
  PEOPLE,
  proposal,
  voicehivePolicy,
  Workflow,
} from '../../support/workflow.ts';

type Case = readonly [what: string, code: string | undefined, act: (team: Workflow) => string | undefined];

function table(title: string, cases: readonly Case[], begin: () => Workflow = () => new Workflow().begins()) {
  describe(title, () => {
    for (const [what, code, act] of cases) {
      it(`${code === undefined ? 'may' : `refuses (${code})`}: ${what}`, () => {
        assert.equal(act(begin()), code);
      });
    }
  });
}

const UNKNOWN = '99999999-0000-4000-8000-000000000000';
/** Needs a security_admin and, for production, a platform_admin. */
const ALGORITHM = ['auth.jwt_algorithm'];
/** Needs a security_admin and a system_admin, and may be an emergency. */
const PASSWORD = ['database.password'];

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
      const evidence = { changes: changesOf([...ALGORITHM, 'database.host']), assessment: GOOD };
      return team.act('sam', { command: 'approve', ...team.reading(id), evidence, roles: null, comment: '' });
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

function algorithm(team: Workflow): string {
  return team.files('rita', team.change(ALGORITHM));
}

function approved(team: Workflow): string {
  const id = algorithm(team);
  assert.equal(team.approve('sam', id) ?? team.approve('paul', id), undefined);
  return id;
}

function rejected(team: Workflow): string {
  const id = algorithm(team);
  const { digest } = team.request(id);
  team.does('sam', { command: 'reject', request: id, digest, reason: 'Not now.' });
  return id;
}

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
  const evidence = { changes: team.change(ALGORITHM).changes, assessment };
  return team.act('sam', { command: 'approve', ...team.reading(id), evidence, roles: null, comment: '' });
}

/** Sam puts another policy in force. */
function adopt(team: Workflow, changes: Partial<Policy>): void {
  const { policy } = team.state;
  const next = { ...policy, version: policy.version + 1, ...changes };
  team.does('sam', { command: 'changePolicy', request: null, policy: next, reason: 'Because.' });
}

function people(changes: Partial<Record<keyof typeof PEOPLE, readonly string[]>>): Policy['principals'] {
  return voicehivePolicy({ ...PEOPLE, ...changes } as Record<string, readonly string[]>).principals;
}

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
    'what broke no rule when it was filed, and does now',
    'not-compliant',
    team => {
      const read = team.reading(approved(team));
      const evidence = { changes: changesOf(ALGORITHM), assessment: BAD };
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

function policyRequest(team: Workflow, changes: Partial<Policy> = {}): string {
  const { policy } = team.state;
  return team.files('rita', {
    kind: 'policy',
    policy: { ...policy, version: policy.version + 1, ...changes },
  });
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

function password(team: Workflow): string {
  return team.files('rita', team.change(PASSWORD));
}

function approvedPassword(team: Workflow): string {
  const id = password(team);
  for (const name of ['sam', 'sys', 'paul']) assert.equal(team.approve(name, id), undefined);
  return id;
}

function emergency(team: Workflow): string {
  const id = password(team);
  assert.equal(team.emergency('emma', id), undefined);
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

/** v1 as it was found, v2 and v3 approved. */
const threeVersions = () =>
  new Workflow().begins().changes(ALGORITHM, ['sam', 'paul']).changes(PASSWORD, ['sam', 'sys', 'paul']);

table(
  'going back',
  [
    ['to a version that was approved: one approver', undefined, team => back(team, 2, ['sys'])],
    ['with nobody’s approval', 'not-approved', team => back(team, 2, [])],
    [
      'with one’s own approval',
      'self-approval',
      team => team.approve('sam', team.files('sam', team.rollback(2, PASSWORD))),
    ],
    ['to a version that nobody approved: the full policy', 'not-approved', team => back(team, 1, ['sys'])],
    ['to it with the full policy', undefined, team => back(team, 1, ['sys', 'sam', 'paul'])],
    [
      'to less security: the full policy',
      'not-approved',
      team => back(team, 2, ['sys'], { changes: changesOf(PASSWORD, true) }),
    ],
    [
      'to what breaks today’s rules: the full policy',
      'not-approved',
      team => back(team, 2, ['sys'], { assessment: BAD }),
    ],
    [
      'to it with the full policy, too',
      undefined,
      team => back(team, 2, ['sys', 'sam', 'paul'], { assessment: BAD }),
    ],
    [
      'to a deprecated version: the full policy',
      'not-approved',
      team => {
        team.does('sam', { command: 'deprecate', environment: 'production', number: 2, reason: 'It leaks.' });
        return back(team, 2, ['sys']);
      },
    ],
    ['to the active version', 'no-change', team => fileRollback(team, 3)],
    ['to a version that is not there', 'unknown-version', team => fileRollback(team, 2, { to: 4 })],
    [
      'to a version, with other content',
      'stale-content',
      team => fileRollback(team, 2, { content: contentOf('x') }),
    ],
    [
      'to a corrupted version',
      'corrupted',
      team => {
        check(team, 'integrity-check-failed');
        return fileRollback(team, 2);
      },
    ],
    [
      'to a version that is corrupted no more',
      undefined,
      team => {
        check(team, 'integrity-check-failed');
        check(team, 'integrity-check-passed');
        return fileRollback(team, 2);
      },
    ],
    [
      'with the secrets of today',
      undefined,
      team => fileRollback(team, 2, { content: contentOf('x'), keepsSecrets: true }),
    ],
    [
      'in an emergency',
      undefined,
      team => {
        const id = team.files('rita', team.rollback(1, PASSWORD));
        return team.emergency('emma', id) ?? team.apply('rita', id);
      },
    ],
    [
      'in an emergency, to what breaks today’s rules',
      'not-compliant',
      team => {
        const id = team.files('rita', team.rollback(1, PASSWORD, { assessment: BAD }));
        return team.emergency('emma', id) ?? team.apply('rita', id);
      },
    ],
  ],
  threeVersions,
);

function back(
  team: Workflow,
  to: number,
  approvers: readonly string[],
  wish: Parameters<Workflow['change']>[1] = {},
): string | undefined {
  const id = team.files('rita', team.rollback(to, PASSWORD, wish));
  for (const approver of approvers) assert.equal(team.approve(approver, id), undefined);
  return team.apply('rita', id);
}

function fileRollback(team: Workflow, to: number, changes: object = {}): string | undefined {
  const subject = { ...team.rollback(to, PASSWORD), ...changes };
  return team.act('rita', { command: 'file', ...proposal(subject), role: null });
}

function check(team: Workflow, action: 'integrity-check-failed' | 'integrity-check-passed'): void {
  const where = { environment: 'production', version: 2 };
  team.does('sys', { command: 'recordAudit', action, ...where, detail: 'by hand' });
}

table(
  'versions',
  [
    ['a first one by an administrator', undefined, team => createAs(team, 'sam', 'staging')],
    ['a first one by somebody else', 'wrong-role', team => createAs(team, 'rita', 'staging')],
    ['a second one without a request', 'duplicate', team => createAs(team, 'sam', 'production')],
    ['checked by other rules', 'stale-rules', team => createAs(team, 'sam', 'staging', OTHER_RULES)],
    ['get a tag', undefined, team => tagAs(team, 'rita', ['release-1'])],
    ['get a tag from nobody in particular', 'wrong-role', team => tagAs(team, 'nina', ['release-1'])],
    ['get a tag that looks like a number', 'event-shape', team => tagAs(team, 'rita', ['v2'])],
    [
      'get a tag of another version',
      'duplicate',
      team => tagAs(team, 'rita', ['release-1']) ?? tagAs(team, 'rita', ['release-1'], [], 2),
    ],
    ['lose a tag that they do not have', 'no-change', team => tagAs(team, 'rita', [], ['release-1'])],
    [
      'hand on a tag',
      undefined,
      team => {
        tagAs(team, 'rita', ['live']);
        tagAs(team, 'rita', [], ['live']);
        return tagAs(team, 'rita', ['live'], [], 2);
      },
    ],
    ['get no tag at all', 'no-change', team => tagAs(team, 'rita', [])],
    ['that do not exist get a tag', 'unknown-version', team => tagAs(team, 'rita', ['live'], [], 9)],
    ['are deprecated', undefined, team => deprecateAs(team, 'sam', 1)],
    ['are deprecated by somebody else', 'wrong-role', team => deprecateAs(team, 'rita', 1)],
    ['are deprecated while they are active', 'still-active', team => deprecateAs(team, 'sam', 3)],
    ['are deprecated twice', 'no-change', team => deprecateAs(team, 'sam', 1) ?? deprecateAs(team, 'sam', 1)],
    ['that do not exist are deprecated', 'unknown-version', team => deprecateAs(team, 'sam', 9)],
    [
      'that do not exist are checked',
      'unknown-version',
      team => {
        const where = { environment: 'production', version: 9 };
        return team.act('sys', { command: 'recordAudit', action: 'note', ...where, detail: '' });
      },
    ],
    [
      'of no environment are checked',
      'unknown-environment',
      team => {
        const where = { environment: null, version: 1 };
        return team.act('sys', { command: 'recordAudit', action: 'note', ...where, detail: '' });
      },
    ],
  ],
  threeVersions,
);

function createAs(
  team: Workflow,
  principal: string,
  environment: string,
  ruleSet = GOOD.ruleSet,
): string | undefined {
  const content = contentOf(environment);
  const assessment = { ...GOOD, ruleSet };
  return team.act(principal, {
    command: 'createVersion',
    environment,
    message: 'First.',
    content,
    assessment,
  });
}

function tagAs(
  team: Workflow,
  principal: string,
  add: readonly string[],
  remove: readonly string[] = [],
  number = 1,
): string | undefined {
  return team.act(principal, { command: 'tag', environment: 'production', number, add, remove });
}

function deprecateAs(team: Workflow, principal: string, number: number): string | undefined {
  return team.act(principal, {
    command: 'deprecate',
    environment: 'production',
    number,
    reason: 'It leaks.',
  });
}

const strict = (approvals: number) => () =>
  new Workflow(
    voicehivePolicy(PEOPLE, { administration: { roles: ['security_admin'], approvals } }),
  ).begins();

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
      'that gives another administrator a role',
      undefined,
      team => changeBy(team, promotion(team), [], 'both'),
    ],
  ],
  strict(0),
);

function promotion(team: Workflow): string {
  return policyRequest(team, { principals: people({ sam: ['platform_admin', 'security_admin'] }) });
}

function changeBy(team: Workflow, id: string, approvers: readonly string[], by = 'sam'): string | undefined {
  for (const approver of approvers) assert.equal(team.approve(approver, id), undefined);
  return team.act(by, { command: 'changePolicy', request: id });
}

function askFor(team: Workflow, changes: Partial<Policy>): string | undefined {
  const policy = { ...team.state.policy, version: 2, ...changes };
  return team.act('rita', { command: 'file', ...proposal({ kind: 'policy', policy }), role: null });
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
  ],
  stagingFirst,
);

function applyAfter(
  team: Workflow,
  prerequisite: { readonly version: number; readonly holdsChanges: boolean } | null,
): string | undefined {
  const read = team.reading(approved(team));
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
  it('says what a request still needs', () => {
    const team = new Workflow().begins();
    const id = team.files('rita', team.change([...ALGORITHM, ...PASSWORD]), 'devops_lead');
    const before = standingOf(team.state, team.request(id), team.time);
    assert.deepEqual(before.missing, ['platform_admin', 'security_admin', 'system_admin']);
    assert.deepEqual([before.terms.priority, before.terms.expiresAfterSeconds], ['high', 8 * 3600]);
    team.approve('both', id, ['platform_admin']);
    team.approve('sam', id);
    assert.deepEqual(standingOf(team.state, team.request(id), team.time).missing, ['system_admin']);
    assert.deepEqual(evidenceOf(team.request(id))?.assessment, GOOD);
  });

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

  it('says of a version what is most important', () => {
    const team = threeVersions();
    const statuses = () =>
      [...team.state.versions.values()].map(version =>
        versionStatus(version, team.state.environments.get('production')?.active),
      );
    assert.deepEqual(statuses(), ['inactive', 'inactive', 'active']);
    deprecateAs(team, 'sam', 1);
    check(team, 'integrity-check-failed');
    assert.deepEqual(statuses(), ['deprecated', 'corrupted', 'active']);
  });
});
