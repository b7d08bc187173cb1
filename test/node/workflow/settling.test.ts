/** A history that is another one than was remembered: a person says which holds, and work goes on. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LEDGER_REF } from '../../../shared/node/ledger/places.ts';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import {
  beginAlone,
  ledgerOf,
  makeFirstVersion,
  must,
  type PersonHere,
  type Team,
  TWO_ROLES,
} from '../../support/workflow-people.ts';

const FILES = { 'secure-config.yaml': TWO_ROLES, '.env.production': 'PORT=8080\n' };

describe('an alarm about the history of a ledger', function () {
  this.timeout(60_000);
  let team: Team;
  let ann: PersonHere;
  let service: WorkflowService;

  beforeEach(async () => {
    ({ team, ann, service } = await beginAlone(FILES));
    await makeFirstVersion(service, 'production');
  });
  afterEach(() => team.close());

  for (const [keep, events] of [
    ['remembered', 2],
    ['current', 1],
  ] as const) {
    it(`is settled by choosing the ${keep} history, from which the ledger goes on`, async () => {
      await shorten();
      const [alarm] = (await must(service.status()))?.alarms ?? [];
      assert.deepEqual([alarm?.kind, alarm?.settleable, alarm?.acceptable], ['shortened', true, false]);
      const status = await must(service.settleHistory({ id: alarm?.id ?? '', note: 'A test.', keep }));
      assert.deepEqual([status.events, status.alarms], [events, []]);
      if (keep === 'current') await makeFirstVersion(service, 'production');
      await must(service.tag({ environment: 'production', number: 1, tag: 'again' }));
    });
  }

  it('is settled, too, when the remembered history is back', async () => {
    const head = await shorten();
    const [alarm] = (await must(service.status()))?.alarms ?? [];
    await git('update-ref', LEDGER_REF, head);
    const wish = { id: alarm?.id ?? '', note: 'It came back.', keep: 'current' } as const;
    const { events, alarms } = await must(service.settleHistory(wish));
    assert.deepEqual([events, alarms], [2, []]);
  });

  /** Takes the last event away. Returns git's id of it. */
  async function shorten(): Promise<string> {
    const head = await git('rev-parse', LEDGER_REF);
    await git('update-ref', LEDGER_REF, `${LEDGER_REF}~1`);
    return head;
  }

  async function git(...args: readonly string[]): Promise<string> {
    const ledger = await ledgerOf(ann);
    const { repository } = ledger.repository.places;
    await ledger.close();
    return execFileSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8' }).trim();
  }
});
