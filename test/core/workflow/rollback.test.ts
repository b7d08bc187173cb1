/** Going back to a version, by one approver, by the full policy or in an emergency. */
import assert from 'node:assert/strict';
import { BAD, changesOf, contentOf, proposal, type Workflow } from '../../support/workflow.ts';
import { ALGORITHM, adopt, check, PASSWORD, table, threeVersions } from '../../support/workflow-table.ts';

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
      team => deprecated(team) ?? back(team, 2, ['sys']),
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
    ['in an emergency, alone', undefined, team => backAlone(team, 2)],
    ['in an emergency, alone, without the role', 'wrong-role', team => backAlone(team, 2, {}, 'rita')],
    [
      'in an emergency, alone, to less security',
      'self-approval',
      team => backAlone(team, 2, { changes: changesOf(PASSWORD, true) }),
    ],
    [
      'in an emergency, alone, to what breaks today’s rules',
      'self-approval',
      team => backAlone(team, 2, { assessment: BAD }),
    ],
    [
      'in an emergency, alone, with other secrets than those of then',
      'self-approval',
      team => {
        const subject = { ...team.rollback(2, PASSWORD), content: contentOf('x'), keepsSecrets: true };
        return team.emergency('emma', team.files('emma', subject));
      },
    ],
    [
      'in an emergency, alone, to before a change that no emergency undoes, whatever one says of it',
      'self-approval',
      team => backAlone(team, 1, { changes: [] }),
    ],
    [
      'in an emergency, alone, by two steps to the same',
      'self-approval',
      team => {
        assert.equal(back(team, 1, ['sys', 'sam', 'paul']), undefined);
        assert.equal(back(team, 3, ['sys']), undefined);
        return backAlone(team, 4, { changes: [] });
      },
    ],
    [
      'in an emergency, alone, to a deprecated version',
      'self-approval',
      team => deprecated(team) ?? backAlone(team, 2),
    ],
    [
      'in an emergency, alone, to a copy of a deprecated version',
      'self-approval',
      team => {
        assert.equal(back(team, 2, ['sys']), undefined);
        team.changes(PASSWORD, ['sam', 'sys', 'paul']);
        return deprecated(team) ?? backAlone(team, 4);
      },
    ],
    [
      'in an emergency, alone, to a version that is deprecated before it is applied',
      'self-approval',
      team => {
        const id = team.files('emma', team.rollback(2, PASSWORD));
        return team.emergency('emma', id) ?? deprecated(team) ?? team.apply('emma', id);
      },
    ],
    [
      'in an emergency, alone, while the policy changes in something else',
      undefined,
      team => {
        const id = team.files('emma', team.rollback(2, PASSWORD));
        assert.equal(team.emergency('emma', id), undefined);
        adopt(team, { roles: [...team.state.policy.roles, 'another'].sort() });
        return team.apply('emma', id);
      },
    ],
    [
      'in an emergency, alone, where a field does not allow it',
      'emergency-not-allowed',
      team => team.emergency('emma', team.files('emma', team.rollback(1, ALGORITHM))),
    ],
    [
      'to a version that is found corrupted before anybody approves',
      'corrupted',
      team => {
        const id = team.files('rita', team.rollback(2, PASSWORD));
        check(team, 'integrity-check-failed');
        return team.approve('sys', id);
      },
    ],
    [
      'to a version that is found corrupted before it is applied',
      'corrupted',
      team => {
        const id = team.files('rita', team.rollback(2, PASSWORD));
        assert.equal(team.approve('sys', id), undefined);
        check(team, 'integrity-check-failed');
        return team.apply('rita', id);
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

function backAlone(team: Workflow, to: number, wish: Parameters<Workflow['change']>[1] = {}, who = 'emma') {
  const id = team.files(who, team.rollback(to, PASSWORD, wish));
  return team.emergency(who, id) ?? team.apply(who, id);
}

/** Version 2. */
function deprecated(team: Workflow): undefined {
  team.does('sam', { command: 'deprecate', environment: 'production', number: 2, reason: 'It leaks.' });
}

function fileRollback(team: Workflow, to: number, changes: object = {}): string | undefined {
  const subject = { ...team.rollback(to, PASSWORD), ...changes };
  return team.act('rita', { command: 'file', ...proposal(subject), role: null });
}
