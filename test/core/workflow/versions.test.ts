/** Versions are made, tagged, deprecated and found to be corrupted. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { versionStatus } from '../../../shared/core/ledger/version.ts';
import { contentOf, GOOD, OTHER_RULES, type Workflow } from '../../support/workflow.ts';
import { check, table, threeVersions } from '../../support/workflow-table.ts';

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

describe('what is decided', () => {
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
