/** Who cannot read which secrets yet, and who can mend that (T14). */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { unreadSecrets } from '../../../shared/core/ledger/readers.ts';
import { contentOf, Workflow } from '../../support/workflow.ts';
import { adopt } from '../../support/workflow-table.ts';

const DIGEST = `sha256:${'d'.repeat(64)}`;

describe('secrets that somebody cannot read', () => {
  it('are those from before they came, until they are encrypted anew', () => {
    const team = new Workflow().begins();
    reads(team, 'sys');
    keepsSecrets(team);
    assert.equal(unreadSecrets(team.state), undefined);
    reads(team, 'sys', 'sam', 'nina');
    const unread = unreadSecrets(team.state);
    assert.deepEqual(
      [unread?.principals, unread?.versions, unread?.requests, unread?.able],
      [['sam', 'nina'], [{ environment: 'staging', number: 1 }], [], []],
    );
    assert.match(
      unread?.message ?? '',
      /sam and nina cannot read the secrets of staging v1 .* No administrator/,
    );
    encryptedAnew(team);
    assert.equal(unreadSecrets(team.state), undefined);
  });

  it('are mended by an administrator who reads all of them', () => {
    const team = new Workflow().begins();
    reads(team, 'sam');
    keepsSecrets(team);
    reads(team, 'nina', 'sam');
    assert.deepEqual(unreadSecrets(team.state)?.able, ['sam']);
    reads(team, 'sam');
    assert.equal(unreadSecrets(team.state), undefined, 'who has left reads nothing');
    reads(team, 'nina', 'sam');
    assert.deepEqual(unreadSecrets(team.state)?.principals, ['nina'], 'who comes again is new');
  });
});

/** From now on they read secrets, and nobody else does. */
function reads(team: Workflow, ...names: readonly string[]): void {
  const { principals, fingerprintKey } = team.state.policy;
  const entries = Object.entries(principals).map(([name, entry]) => [
    name,
    { ...entry, recipient: names.includes(name) ? `age1invented${name}` : null },
  ]);
  const next = { generation: fingerprintKey.generation + 1, attachment: 'f'.repeat(64) };
  adopt(team, { principals: Object.fromEntries(entries), fingerprintKey: next });
}

function keepsSecrets(team: Workflow): void {
  const content = { ...contentOf('staging'), bundle: { digest: DIGEST, sealed: 'b'.repeat(64) } };
  const assessment = { score: 99.5, isCompliant: true, ruleSet: team.state.policy.ruleSet ?? '' };
  const where = { environment: 'staging', message: 'Found.' };
  team.does('sam', { command: 'createVersion', ...where, content, assessment });
}

function encryptedAnew(team: Workflow): void {
  const data = { bundles: { [DIGEST]: 'c'.repeat(64) } };
  assert.equal(team.ledger.append('bundle.reencrypted', 'sam', data, { time: team.time }), undefined);
}
