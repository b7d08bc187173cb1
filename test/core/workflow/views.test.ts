/** What people are shown of requests: what is missing, who could give it, what waits for them, what they may do. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { standingOf } from '../../../shared/core/ledger/standing.ts';
import { termsOf } from '../../../shared/core/ledger/terms.ts';
import { listRequests } from '../../../shared/core/workflow/shown/list-requests.ts';
import { REQUEST_ACTIONS } from '../../../shared/core/workflow/shown/request.ts';
import {
  requestText,
  showRequest,
  showRequirements,
} from '../../../shared/core/workflow/shown/show-request.ts';
import { actionsOf } from '../../../shared/core/workflow/views/actions.ts';
import { debtsOf } from '../../../shared/core/workflow/views/debts.ts';
import { waitsFor } from '../../../shared/core/workflow/views/inbox.ts';
import { needsOf, needText } from '../../../shared/core/workflow/views/needs.ts';
import { keyOf } from '../../support/ledger-events.ts';
import { Workflow } from '../../support/workflow.ts';
import {
  ALGORITHM,
  approved,
  emergency,
  PASSWORD,
  policyRequest,
  strict,
  threeVersions,
} from '../../support/workflow-table.ts';

const needs = (team: Workflow, id: string) => needsOf(team.state, team.request(id), team.time).map(needText);

const NOBODY = { problem: 'No key.' };

describe('what a request needs', () => {
  const terms: readonly [fields: readonly string[], environment: string, approvers: string, rest: string][] =
    [
      [['log_level'], 'production', 'platform_admin system_admin', 'medium 24 true'],
      [['log_level'], 'PRODUCTION', 'platform_admin system_admin', 'medium 24 true'],
      [['log_level'], 'staging', 'system_admin', 'medium 24 true'],
      [[], 'staging', 'system_admin', 'medium 24 true'],
      [ALGORITHM, 'staging', 'security_admin', 'high 8 false'],
      [['AUTH.JWT_Algorithm'], 'staging', 'security_admin', 'high 8 false'],
      [['region', 'log_level'], 'staging', 'platform_admin security_admin system_admin', 'critical 2 false'],
      [PASSWORD, 'production', 'platform_admin security_admin system_admin', 'high 8 true'],
      [['auth.jwt_expiration_minutes'], 'staging', 'security_admin', 'medium 12 true'],
      [
        ['security.encryption_key', 'region'],
        'production',
        'platform_admin security_admin',
        'critical 2 false',
      ],
    ];
  for (const [fields, environment, approvers, rest] of terms) {
    it(`of ${fields.join(' and ') || 'no field'} in ${environment}`, () => {
      const team = new Workflow();
      const subject = team.change(fields, { environment });
      const terms = termsOf(team.state, subject);
      const { priority, expiresAfterSeconds, emergencyOverride } = terms;
      assert.equal(terms.approvers.join(' '), approvers);
      assert.equal(`${priority} ${expiresAfterSeconds / 3600} ${emergencyOverride}`, rest);
    });
  }

  it('is one of all approvers for a way back to what was approved', () => {
    const team = threeVersions();
    const subject = team.rollback(2, PASSWORD);
    const role = 'platform_admin or security_admin or system_admin';
    const asked = showRequirements(team.state, subject, { author: NOBODY, now: team.time });
    assert.deepEqual(asked.approvers, [{ role, principals: ['both', 'paul', 'sam', 'sys'] }]);
    const id = team.files('rita', subject);
    const shown = () => showRequest(team.state, team.request(id), { author: NOBODY, now: team.time }).roles;
    assert.deepEqual(shown(), [{ role, approvedBy: null }]);
    assert.deepEqual(needs(team, id), [
      'platform_admin or security_admin or system_admin (both or paul or sam or sys)',
    ]);
    team.approve('sys', id);
    assert.deepEqual(shown(), [{ role, approvedBy: 'sys' }]);
  });

  it('gets less with each approval, and names who could give it', () => {
    const team = new Workflow().begins();
    const id = team.files('sam', team.change([...ALGORITHM, ...PASSWORD]));
    assert.deepEqual(needs(team, id), [
      'platform_admin (both or paul)',
      'security_admin (both)',
      'system_admin (sys)',
    ]);
    team.approve('both', id);
    assert.deepEqual(team.request(id).approvals[0]?.roles, ['security_admin'], 'where nobody else could');
    assert.deepEqual(needs(team, id), ['platform_admin (paul)', 'system_admin (sys)']);
    team.approve('paul', id);
    team.approve('sys', id);
    assert.deepEqual(needs(team, id), []);
  });

  it('says so when nobody could give it', () => {
    const team = new Workflow().begins();
    assert.deepEqual(
      needs(team, team.files('sys', team.change(['log_level'], { environment: 'dev', base: null }))),
      ['system_admin (nobody who could)'],
    );
  });

  it('is so many administrators for a policy', () => {
    const team = strict(1)();
    assert.deepEqual(needs(team, policyRequest(team)), ['security_admin (both or sam)']);
  });
});

describe('what waits for somebody', () => {
  const waiting = (team: Workflow, principal: string) =>
    [...team.state.requests.values()].map(request => waitsFor(team.state, request, principal, team.time));

  it('is an approval, the application, an edit or a review', () => {
    const team = new Workflow().begins();
    const id = team.files('rita', team.change(ALGORITHM));
    assert.deepEqual(
      ['sam', 'both', 'sys', 'rita'].flatMap(name => waiting(team, name)),
      ['approve', 'approve', null, null],
    );
    team.approve('sam', id);
    assert.deepEqual(
      ['sam', 'both', 'paul'].flatMap(name => waiting(team, name)),
      [null, 'approve', 'approve'],
    );
    team.approve('paul', id);
    assert.deepEqual(
      ['both', 'rita'].flatMap(name => waiting(team, name)),
      [null, 'apply'],
    );
    team.apply('emma', emergency(team));
    assert.deepEqual(waiting(team, 'rita'), ['edit', null]);
    assert.deepEqual(waiting(team, 'sys'), [null, 'review']);
    assert.deepEqual(waiting(team, 'emma'), [null, null], 'who approved it does not review it');
  });
});

describe('the list of requests', () => {
  it('has first what waits for who looks: the most important, then what expires first; then what is open, the newest first', () => {
    const team = new Workflow().begins();
    const ids = [['log_level'], ALGORITHM, PASSWORD, ['region'], ['redis.ssl']].map((fields, index) =>
      team.later(1).files(index === 4 ? 'sam' : 'rita', team.change(fields)),
    );
    const author = { principal: 'sam', key: keyOf('sam'), id: ids[0] ?? '' };
    const order = (whose: 'waiting' | 'mine' | 'all') =>
      listRequests(team.state, whose, { author, now: team.time }).map(({ id }) => ids.indexOf(id));
    assert.deepEqual(order('waiting'), [3, 1, 2]);
    assert.deepEqual(order('mine'), [4]);
    assert.deepEqual(order('all'), [3, 1, 2, 4, 0]);
    team.later(3 * 60);
    assert.deepEqual(order('waiting'), [1, 2], 'what has expired waits for nobody');
    assert.deepEqual(order('all'), [1, 2, 4, 0, 3], 'and stands below what is open');
    team.does('sam', { command: 'cancel', request: ids[4] ?? '', reason: 'By mistake.' });
    assert.deepEqual(order('all'), [1, 2, 0, 4, 3]);
  });
});

describe('what somebody may do with a request', () => {
  const may = (team: Workflow, principal: string, id: string) => {
    const author = {
      principal,
      key: keyOf(principal),
      now: team.time,
      id: '77777777-0000-4000-8000-000000000000',
    };
    const actions = Object.entries(actionsOf(team.state, team.request(id), author));
    return actions
      .filter(([, refusal]) => refusal === null)
      .map(([action]) => action)
      .join(' ');
  };
  const cases: readonly [
    what: string,
    make: (team: Workflow) => string,
    may: Readonly<Record<string, string>>,
  ][] = [
    [
      'that is pending',
      team => team.files('rita', team.change(PASSWORD)),
      {
        rita: 'cancel edit',
        sam: 'approve emergencyApprove reject cancel',
        sys: 'approve reject',
        emma: 'emergencyApprove',
        nina: '',
      },
    ],
    [
      'that is approved',
      approved,
      { rita: 'cancel edit apply', sam: 'cancel apply', emma: 'apply', nina: '' },
    ],
    [
      'that was an emergency',
      team => {
        const id = emergency(team);
        team.apply('rita', id);
        return id;
      },
      { rita: '', sam: 'review', emma: '', sys: 'review' },
    ],
    [
      'that is stale',
      team => {
        const id = approved(team);
        team.changes(['log_level'], ['sys', 'paul']);
        return id;
      },
      { rita: 'cancel edit', sam: 'reject cancel', paul: 'reject' },
    ],
    ['for the policy', team => policyRequest(team), { rita: 'cancel edit', sam: 'cancel apply', paul: '' }],
  ];
  for (const [what, make, expected] of cases) {
    it(what, () => {
      const team = new Workflow().begins();
      const id = make(team);
      const found = Object.keys(expected).map(name => [name, may(team, name, id)]);
      assert.deepEqual(Object.fromEntries(found), expected);
    });
  }
});

describe('a request as it is shown', () => {
  it('says why one may not do what one may not, and once its time is over why nobody may', () => {
    const team = new Workflow().begins();
    const id = team.files('rita', team.change(ALGORITHM));
    const shown = () => {
      const author = { principal: 'rita', key: keyOf('rita'), id: '77777777-0000-4000-8000-000000000000' };
      const viewer = { author, now: team.time };
      const { refusals } = showRequest(team.state, team.request(id), viewer);
      return { refusals, missing: requestText(team.state, team.request(id), viewer).missing };
    };
    const before = shown();
    assert.match(before.refusals.approve ?? '', /nobody approves their own/);
    assert.equal(before.refusals.cancel, undefined);
    team.later(8 * 60 + 1);
    const { refusals, missing } = shown();
    assert.match(missing.join(), /^The request .* expired at .*\. File a new one\.$/);
    assert.deepEqual([refusals.approve, refusals.apply], [missing[0], missing[0]]);
  });

  it('says to who could not sign here why that is', () => {
    const team = new Workflow().begins();
    const id = team.files('rita', team.change(ALGORITHM));
    const viewer = { author: NOBODY, now: team.time };
    const { actions, refusals, isMine, waitsForMe } = showRequest(team.state, team.request(id), viewer);
    assert.deepEqual([actions, isMine, waitsForMe], [[], false, false]);
    assert.deepEqual(Object.keys(refusals).sort(), [...REQUEST_ACTIONS].sort());
    assert.deepEqual([...new Set(Object.values(refusals))], ['No key.']);
  });
});

describe('the time of a request', () => {
  it('is over when what it was given has passed', () => {
    const team = new Workflow().begins();
    const request = team.request(team.files('rita', team.change(ALGORITHM)));
    assert.equal(standingOf(team.state, request, team.later(8 * 60).time).status, 'pending');
    assert.equal(standingOf(team.state, request, team.later(1).time).status, 'expired');
  });
});

describe('an emergency that is not reviewed', () => {
  it('is owed, then overdue, then paid', () => {
    const team = new Workflow().begins();
    const id = emergency(team);
    const debts = () => debtsOf(team.state, team.time).map(({ version, isOverdue }) => [version, isOverdue]);
    assert.deepEqual(debts(), []);
    team.apply('rita', id);
    assert.deepEqual(debts(), [[2, false]]);
    team.later(3 * 24 * 60);
    assert.deepEqual(debts(), [[2, true]]);
    assert.match(debtsOf(team.state, team.time)[0]?.message ?? '', /^v2 of production .* was due by 2026-/);
    team.does('sys', { command: 'review', request: id, finding: 'It was necessary.' });
    assert.deepEqual(debts(), []);
  });
});
