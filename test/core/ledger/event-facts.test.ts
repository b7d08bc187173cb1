/** What an event is about, as filters and lists say it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factsOf } from '../../../shared/core/ledger/event-facts.ts';
import { Workflow } from '../../support/workflow.ts';

describe('the facts of an event', () => {
  const team = new Workflow().begins();
  const id = team.files('rita', team.change(['auth.jwt_algorithm', 'database.port']));
  const { digest } = team.request(id);
  team.does('rita', { command: 'cancel', request: id, reason: 'not now' });
  const events = team.ledger.signed.map(({ event }) => ({ kind: event.kind, ...factsOf(event, team.state) }));

  it('name environment and fields, of the request that is spoken of too', () => {
    assert.notEqual(digest, '');
    assert.deepEqual(
      events.map(({ kind, environment, fields }) => [kind, environment, fields]),
      [
        ['ledger.created', null, []],
        ['version.created', 'production', []],
        ['request.filed', 'production', ['auth.jwt_algorithm', 'database.port']],
        ['request.cancelled', 'production', ['auth.jwt_algorithm', 'database.port']],
      ],
    );
  });

  it('say in one line what happened', () => {
    for (const { summary } of events) assert.match(summary, /^\S[^\n]*$/);
  });

  it('of a kind that is not known are its name', () => {
    const [{ event } = assert.fail()] = team.ledger.signed;
    const facts = factsOf({ ...event, kind: 'lottery.won', data: { environment: 7 } }, team.state);
    assert.deepEqual(facts, { environment: null, fields: [], summary: 'lottery.won' });
  });
});
