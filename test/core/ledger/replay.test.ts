/** What may follow in a ledger and what may not, each refusal with its code. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Policy } from '../../../shared/core/ledger/policy.ts';
import { replay } from '../../../shared/core/ledger/replay.ts';
import type { JsonValue } from '../../../shared/core/profile/profile.ts';
import { type Deviation, keyOf, policyOf, TestLedger } from '../../support/ledger-events.ts';

const PEOPLE = { alice: ['security_admin'], bob: ['security_admin'], carol: ['system_admin'], eve: [] };
const NOTE = { action: 'note', environment: null, version: null, detail: 'checked by hand' };

describe('replay', () => {
  const cases: readonly [what: string, principal: string, deviation: Deviation, code: string | undefined][] =
    [
      ['an event in order', 'carol', {}, undefined],
      ['of another ledger', 'carol', { ledgerId: '11111111-2222-4333-8444-555555555555' }, 'wrong-ledger'],
      ['a number left out', 'carol', { seq: 2 }, 'sequence'],
      ['a number again', 'carol', { seq: 0 }, 'sequence'],
      ['another event before it', 'carol', { prev: `sha256:${'0'.repeat(64)}` }, 'broken-chain'],
      ['older than the one before', 'carol', { time: '2025-01-01T00:00:00.000Z' }, 'time-order'],
      ['under another policy', 'carol', { policyVersion: 7 }, 'policy-version'],
      ['signed by a stranger', 'carol', { signedBy: 'mallory' }, 'unknown-principal'],
      ['signed by somebody else', 'carol', { signedBy: 'alice' }, 'foreign-key'],
      ['by somebody without a role', 'eve', {}, 'wrong-role'],
      ['of a kind that is not known', 'carol', { kind: 'lottery.won' }, 'unknown-kind'],
      ['with data of another form', 'carol', { data: { ...NOTE, more: 1 } }, 'event-shape'],
      ['with an attachment that it does not name', 'carol', { attachments: ['0'.repeat(64)] }, 'attachments'],
      ['a second beginning', 'alice', { kind: 'ledger.created' }, 'event-shape'],
    ];
  for (const [what, principal, deviation, code] of cases) {
    it(`${code === undefined ? 'takes' : 'refuses'} ${what}`, () => {
      const ledger = new TestLedger(policyOf(PEOPLE));
      assert.equal(ledger.append('audit.recorded', principal, NOTE, deviation)?.code, code);
    });
  }

  it('gives the same state at once and event by event, and stops where something is wrong', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Object.keys(PEOPLE)), { maxLength: 12 }),
        fc.nat(12),
        (people, split) => {
          const ledger = new TestLedger(policyOf(PEOPLE));
          for (const person of people) ledger.append('audit.recorded', person, NOTE);
          const first = replay(undefined, ledger.signed.slice(0, split));
          const both = replay(first.state, ledger.signed.slice(split));
          assert.deepEqual(both.state, ledger.state);
          assert.equal(first.accepted + both.accepted, ledger.signed.length);
          const gap = replay(undefined, [...ledger.signed.slice(0, 1), ...ledger.signed.slice(2)]);
          assert.equal(gap.refusal?.code, ledger.signed.length > 2 ? 'sequence' : undefined);
        },
      ),
    );
  });

  it('leaves the state that it goes on from as it was', () => {
    const ledger = new TestLedger(policyOf(PEOPLE));
    const { state } = replay(undefined, ledger.signed);
    const copy = structuredClone(state);
    ledger.append('audit.recorded', 'carol', NOTE);
    replay(state, ledger.signed.slice(1));
    assert.deepEqual(state, copy);
  });
});

describe('changes of the policy', () => {
  const base = policyOf(PEOPLE);
  const next: Policy = { ...base, version: 2 };
  const withRoles = (name: string, roles: readonly string[]): Policy => ({
    ...next,
    principals: { ...next.principals, [name]: { roles, keys: [keyOf(name)], recipient: null } },
  });
  const cases: readonly [what: string, principal: string, policy: Policy, code: string | undefined][] = [
    [
      'by an administrator',
      'alice',
      withRoles('carol', ['devops_lead', 'system_admin']),
      'policy-inconsistent',
    ],
    ['to a new person', 'alice', withRoles('dave', ['system_admin']), undefined],
    ['by nobody who may', 'carol', withRoles('carol', ['security_admin']), 'wrong-role'],
    [
      'that gives its author a role',
      'alice',
      withRoles('alice', ['security_admin', 'system_admin']),
      'self-promotion',
    ],
    ['with an old version', 'alice', { ...next, version: 1 }, 'policy-version'],
    ['that skips a version', 'alice', { ...next, version: 3 }, 'policy-version'],
    [
      'with a pattern that names no field',
      'alice',
      { ...next, drift: { ...next.drift, fields: [{ ...next.drift.otherFields, fields: ['a.[b'] }] } },
      'policy-inconsistent',
    ],
    [
      'that leaves nobody to change it',
      'alice',
      { ...next, administration: { roles: [], approvals: 0 } },
      'policy-inconsistent',
    ],
  ];
  for (const [what, principal, policy, code] of cases) {
    it(`${code === undefined ? 'takes' : 'refuses'} one ${what}`, () => {
      const data = { policy, reason: 'Because.', request: null } as unknown as JsonValue;
      assert.equal(new TestLedger(base).append('policy.changed', principal, data)?.code, code);
    });
  }

  it('revoke a key for good, and leave what it signed before', () => {
    const ledger = new TestLedger(base);
    const note = () => ledger.append('audit.recorded', 'carol', NOTE)?.code;
    assert.equal(note(), undefined);
    const without: Policy = {
      ...next,
      principals: { ...next.principals, carol: { roles: ['system_admin'], keys: [], recipient: null } },
    };
    const change = (policy: Policy) =>
      ledger.append('policy.changed', 'alice', {
        policy,
        reason: 'Lost.',
        request: null,
      } as unknown as JsonValue)?.code;
    assert.equal(change(without), undefined);
    assert.equal(note(), 'revoked-key');
    assert.equal(change({ ...base, version: 3 }), 'revoked-key');
    assert.equal(replay(undefined, ledger.signed).refusal, undefined);
  });

  it('need the approval of others where the policy says so', () => {
    const strict = policyOf(PEOPLE, { administration: { roles: ['security_admin'], approvals: 1 } });
    const data = {
      policy: { ...strict, version: 2 },
      reason: 'Because.',
      request: null,
    } as unknown as JsonValue;
    assert.equal(new TestLedger(strict).append('policy.changed', 'alice', data)?.code, 'not-approved');
  });
});
