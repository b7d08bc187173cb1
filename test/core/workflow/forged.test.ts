/** Events that nobody could wish for by a command, made by hand: replay refuses each, by the rule that it breaks. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bindingOf } from '../../../shared/core/ledger/request.ts';
import type { JsonValue } from '../../../shared/core/profile/profile.ts';
import type { Deviation } from '../../support/ledger-events.ts';
import { contentOf, GOOD, OTHER_RULES, proposal, Workflow } from '../../support/workflow.ts';
import {
  ALGORITHM,
  adopt,
  algorithm,
  approved,
  emergency,
  people,
  policyRequest,
} from '../../support/workflow-table.ts';

type Data = { readonly [key: string]: JsonValue };
type Forgery = readonly [
  what: string,
  code: string | undefined,
  principal: string,
  changes: Data,
  deviation?: Deviation,
];

function forgeries(
  kind: string,
  honest: (team: Workflow) => Data,
  cases: readonly Forgery[],
  begin = () => new Workflow().begins(),
): void {
  describe(`an event ${kind}, made by hand`, () => {
    for (const [what, code, principal, changes, deviation] of cases) {
      it(code === undefined ? `is taken ${what}` : `is refused ${what}: ${code}`, () => {
        const team = begin();
        const data = { ...honest(team), ...changes };
        const time = deviation?.time ?? team.later(1).time;
        assert.equal(team.ledger.append(kind, principal, data, { ...deviation, time })?.code, code);
      });
    }
  });
}

const MINE = { request: '99999999-0000-4000-8000-000000000000' };
const LATE = { time: '2026-01-03T12:00:00.000Z' };

function binding(team: Workflow, id: string): Data {
  return { ...bindingOf(team.request(id)) };
}

forgeries(
  'request.approved',
  team => ({ ...binding(team, algorithm(team)), roles: ['security_admin'], comment: '' }),
  [
    ['when it is honest', undefined, 'sam', {}],
    ['signed by somebody else', 'foreign-key', 'sam', {}, { signedBy: 'rita' }],
    ['signed by a stranger', 'unknown-principal', 'sam', {}, { signedBy: 'mallory' }],
    ['by who asked', 'self-approval', 'rita', {}],
    ['in a role that is not held', 'wrong-role', 'sys', {}],
    ['in a role that is not asked for', 'wrong-role', 'sys', { roles: ['system_admin'] }],
    ['in two roles', 'second-role', 'both', { roles: ['platform_admin', 'security_admin'] }],
    ['in no role', 'wrong-role', 'sam', { roles: [] }],
    ['of another content', 'stale-content', 'sam', { digest: OTHER_RULES }],
    ['of another base', 'stale-base', 'sam', { base: 2 }],
    ['of no base', 'stale-base', 'sam', { base: null }],
    ['under other rules', 'stale-rules', 'sam', { ruleSet: OTHER_RULES }],
    ['under no rules', 'stale-rules', 'sam', { ruleSet: null }],
    ['of another request', 'unknown-request', 'sam', MINE],
    ['too late', 'expired', 'sam', {}, LATE],
    ['with roles in another order', 'event-shape', 'both', { roles: ['security_admin', 'platform_admin'] }],
  ],
);

describe('an approval that is replayed', () => {
  const approval = (team: Workflow, id: string) => ({
    ...binding(team, id),
    roles: ['security_admin'],
    comment: '',
  });

  it('is out of sequence as the same event', () => {
    const team = new Workflow().begins();
    const id = algorithm(team);
    team.approve('sam', id);
    const old = team.ledger.signed.at(-1);
    team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) });
    assert.ok(old);
    const { event } = old;
    assert.equal(team.ledger.append(event.kind, 'sam', event.data, event)?.code, 'sequence');
    assert.deepEqual(team.request(id).approvals, []);
  });

  it('is of another content, when it is signed anew after an edit', () => {
    const team = new Workflow().begins();
    const id = algorithm(team);
    const data = approval(team, id);
    team.does('rita', { command: 'edit', request: id, ...proposal(team.change(ALGORITHM)) });
    assert.equal(
      team.ledger.append('request.approved', 'sam', data, { time: team.time })?.code,
      'stale-content',
    );
  });

  it('holds for no other request of the same content', () => {
    const team = new Workflow().begins();
    const subject = team.change(ALGORITHM);
    const first = approval(team, team.files('rita', subject));
    const second = team.files('rita', { ...subject, content: contentOf('else') });
    const data = { ...first, request: second };
    assert.equal(
      team.ledger.append('request.approved', 'sam', data, { time: team.time })?.code,
      'stale-content',
    );
  });

  it('is worth nothing by a revoked key', () => {
    const team = new Workflow().begins();
    const id = algorithm(team);
    adopt(team, {
      principals: { ...people({}), both: { roles: ['security_admin'], keys: [], recipient: null } },
    });
    const deviation = { time: team.time };
    assert.equal(
      team.ledger.append('request.approved', 'both', approval(team, id), deviation)?.code,
      'revoked-key',
    );
  });
});

function application(team: Workflow, id = approved(team)): Data {
  const { content } = team.change([]);
  const { subject } = team.request(id);
  const environment = subject.kind === 'policy' ? 'production' : subject.environment;
  return {
    ...binding(team, id),
    ...{ environment, number: 2, parent: 1, message: 'So.', after: null },
    content: { ...(subject.kind === 'policy' ? content : subject.content) },
    assessment: { ...GOOD },
  };
}

forgeries('request.applied', application, [
  ['when it is honest', undefined, 'rita', {}],
  ['with other content', 'stale-content', 'rita', { content: { ...contentOf('mine') } }],
  ['for another environment', 'stale-content', 'rita', { environment: 'staging' }],
  ['with a number left out', 'sequence', 'rita', { number: 3 }],
  ['with a number again', 'sequence', 'rita', { number: 1 }],
  ['with another parent', 'sequence', 'rita', { parent: null }],
  ['of another digest', 'stale-content', 'rita', { digest: OTHER_RULES }],
  ['of another base', 'stale-base', 'rita', { base: null }],
  ['checked by other rules', 'stale-rules', 'rita', { assessment: { ...GOOD, ruleSet: OTHER_RULES } }],
  ['that does not comply', 'not-compliant', 'rita', { assessment: { ...GOOD, isCompliant: false } }],
  ['that waits for another environment for no reason', 'prerequisite', 'rita', { after: 1 }],
  ['by nobody in particular', 'wrong-role', 'nina', {}],
  ['too late', 'expired', 'rita', {}, LATE],
]);

forgeries('request.applied', team => application(team, policyRequest(team)), [
  ['of a policy', 'other-subject', 'rita', {}],
]);

forgeries(
  'request.emergency-approved',
  team => ({
    ...binding(team, team.files('rita', team.change(['database.password']))),
    ...{ role: 'emergency_responder', reason: 'Production is down.', confirmation: 'production' },
  }),
  [
    ['when it is honest', undefined, 'emma', {}],
    ['in an emergency role of somebody else', 'wrong-role', 'sam', {}],
    ['in a role that is none for emergencies', 'wrong-role', 'sys', { role: 'system_admin' }],
    ['by who asked, without such a role', 'wrong-role', 'rita', {}],
    ['without the environment’s name', 'not-confirmed', 'emma', { confirmation: 'x' }],
    ['of another content', 'stale-content', 'emma', { digest: OTHER_RULES }],
    ['too late', 'expired', 'emma', {}, LATE],
  ],
);

forgeries('request.reviewed', team => ({ request: emergency(team), finding: 'It was necessary.' }), [
  ['before anything was applied', 'no-review-owed', 'sys', {}],
  ['of nothing', 'unknown-request', 'sys', MINE],
]);

forgeries('request.filed', team => ({ ...proposal(team.change(ALGORITHM)), role: null }) as unknown as Data, [
  ['when it is honest', undefined, 'rita', {}],
  ['by somebody else', 'foreign-key', 'rita', {}, { signedBy: 'sam' }],
  ['in a role that is not held', 'wrong-role', 'rita', { role: 'security_admin' }],
]);

describe('a request that is filed', () => {
  it('takes the id of no other one', () => {
    const team = new Workflow().begins();
    const id = algorithm(team);
    const data = { ...proposal(team.change(ALGORITHM)), role: null } as unknown as JsonValue;
    assert.equal(
      team.ledger.append('request.filed', 'nina', data, { id, time: team.time })?.code,
      'duplicate',
    );
    assert.equal(team.request(id).requester, 'rita');
  });
});

forgeries(
  'policy.changed',
  team => {
    const id = policyRequest(team);
    const { subject } = team.request(id);
    const policy = subject.kind === 'policy' ? subject.policy : team.state.policy;
    return { policy, reason: 'So.', request: id } as unknown as Data;
  },
  [
    ['when it is honest', undefined, 'sam', {}],
    ['by a request that is not there', 'unknown-request', 'sam', MINE],
    ['by no administrator', 'wrong-role', 'rita', {}],
    ['too late', 'expired', 'sam', {}, LATE],
  ],
);

describe('a policy that is put in force', () => {
  it('is the one that was asked for', () => {
    const team = new Workflow().begins();
    const id = policyRequest(team);
    const policy = { ...team.state.policy, version: 2, ruleSet: OTHER_RULES };
    const data = { policy, reason: 'So.', request: id } as unknown as JsonValue;
    assert.equal(
      team.ledger.append('policy.changed', 'sam', data, { time: team.time })?.code,
      'stale-content',
    );
  });
});
