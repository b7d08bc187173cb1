/** Whatever several people do in whatever order, honestly or not: a ledger takes nothing that a simple model forbids. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Policy } from '../../../shared/core/ledger/policy.ts';
import { replay } from '../../../shared/core/ledger/replay.ts';
import { bindingOf, type ChangeRequest, targetOf } from '../../../shared/core/ledger/request.ts';
import type { JsonValue } from '../../../shared/core/profile/profile.ts';
import { needsOf } from '../../../shared/core/workflow/views/needs.ts';
import { policyOf } from '../../support/ledger-events.ts';
import { GOOD, proposal, Workflow } from '../../support/workflow.ts';
import { EMERGENCY, FIELDS, Model, PRODUCTION, REVIEW_MINUTES } from '../../support/workflow-model.ts';

const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  sam: ['security_admin'],
  ann: ['sec'],
  bob: ['plat', 'sec'],
  cyd: ['plat', 'sys'],
  dan: ['sys'],
  eva: ['emer'],
  fay: [],
};
const ROLES = ['emer', 'plat', 'sec', 'sys'];
/** One of these each, as likely as it is often there. */
const ACTS = [
  ...['file', 'file', 'file', 'roll back', 'edit', 'reject', 'cancel', 'expire', 'policy', 'forge', 'forge'],
  ...['approve', 'approve', 'help', 'help', 'help', 'help', 'apply', 'carry out', 'carry out', 'carry out'],
  ...['emergency', 'emergency', 'review', 'review', 'review'],
];

/** Those that have to have happened often, or the test says little. */
const KINDS = [
  ...[
    'filed',
    'edited',
    'approved',
    'rejected',
    'cancelled',
    'expired',
    'emergency-approved',
    'applied',
    'reviewed',
  ],
].map(each => `request.${each}`);

const steps = fc.array(
  fc.record({
    act: fc.constantFrom(...ACTS),
    who: fc.constantFrom(...Object.keys(PEOPLE)),
    environment: fc.constantFrom('production', 'production', 'staging'),
    fields: fc.uniqueArray(fc.constantFrom(...Object.keys(FIELDS)), { minLength: 1, maxLength: 3 }),
    /** Which request, counted from the newest. */
    which: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5),
    roles: fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 2 }).map(roles => roles.sort()),
    wait: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 5, 30, 70),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

describe('a ledger that many people work with', () => {
  it('takes nothing that a simple model forbids, and applies what that allows', () => {
    const counts: Record<string, number> = {};
    fc.assert(
      fc.property(steps, list => {
        const team = new Workflow(policy()).begins().begins('staging');
        const model = new Model(PEOPLE);
        let seen = 0;
        const watch = () => {
          for (const { event } of team.ledger.signed.slice(seen)) model.see(event);
          seen = team.ledger.signed.length;
        };
        watch();
        const ends = new Map<string, ChangeRequest['ending']>();
        for (const step of list) {
          const { time } = team.later(step.wait);
          const request = chosen(team, step);
          const couldApply = request !== undefined && model.canApply(request.id, Date.parse(time) + 60_000);
          const code = take(team, step, request);
          if (step.act === 'apply' && request && PEOPLE[step.who]?.length) {
            const mayApply =
              team.state.policy.principals[step.who]?.roles.length || step.who === request.requester;
            assert.equal(code === undefined, couldApply && Boolean(mayApply), `${code}`);
          }
          watch();
          holdsTogether(team, model, ends);
        }
        const again = replay(undefined, team.ledger.signed);
        assert.deepEqual(again.state, team.state);
        for (const { event } of team.ledger.signed) counts[event.kind] = (counts[event.kind] ?? 0) + 1;
      }),
      { numRuns: 150 },
    );
    for (const kind of KINDS) assert.ok((counts[kind] ?? 0) >= 5, `only ${counts[kind]} of ${kind}`);
  });
});

/** What is so in every state, however it came about. */
function holdsTogether(team: Workflow, model: Model, ends: Map<string, ChangeRequest['ending']>): void {
  for (const [environment, { latest, active }] of team.state.environments) {
    assert.deepEqual([latest, active], [model.active(environment), model.active(environment)]);
    const numbers = [...team.state.versions.values()]
      .filter(version => version.environment === environment)
      .map(({ number, parent }) => [number, parent]);
    assert.deepEqual(
      numbers,
      Array.from({ length: latest }, (_, index) => [index + 1, index || null]),
    );
  }
  for (const { id, ending } of team.state.requests.values()) {
    if (ends.has(id)) assert.deepEqual(ending, ends.get(id), 'what is final stays');
    if (ending) ends.set(id, ending);
  }
}

function chosen(team: Workflow, { which, act }: Step): ChangeRequest | undefined {
  const all = [...team.state.requests.values()];
  const open =
    act === 'review' ? all.filter(({ emergency }) => emergency) : all.filter(({ ending }) => !ending);
  const most = which === 5 ? all : open;
  return most.at(-1 - (which % Math.max(1, most.length)));
}

function take(team: Workflow, step: Step, request: ChangeRequest | undefined): string | undefined {
  const { act, who, environment, fields } = step;
  const role = null;
  if (act === 'file')
    return team.act(who, { command: 'file', ...proposal(team.change(fields, { environment })), role });
  if (act === 'roll back') {
    const to = Math.max(1, (team.state.environments.get(environment)?.active ?? 1) - 1);
    return team.act(who, { command: 'file', ...proposal(team.rollback(to, fields, { environment })), role });
  }
  if (act === 'policy') return changeRoles(team, step);
  return request ? ON_REQUEST[act]?.(team, step, request) : 'nothing to act on';
}

type ActOnRequest = (team: Workflow, step: Step, request: ChangeRequest) => string | undefined;

const ON_REQUEST: Readonly<Record<string, ActOnRequest>> = {
  approve: (team, { who, roles }, { id }) => team.approve(who, id, roles.length > 1 ? null : roles),
  help,
  apply: (team, { who }, { id }) => team.apply(who, id),
  'carry out': (team, _, { id, requester }) => team.apply(requester, id),
  emergency: (team, { who, which }, { id, subject }) =>
    team.emergency(which === 0 ? 'eva' : who, id, targetOf(subject)),
  reject: (team, { who }, { id, digest }) =>
    team.act(who, { command: 'reject', request: id, digest, reason: 'No.' }),
  cancel: (team, { who }, { id }) => team.act(who, { command: 'cancel', request: id, reason: '' }),
  expire: (team, { who }, { id }) => team.act(who, { command: 'expire', request: id }),
  review: (team, { who, which }, { id }) => {
    const finding = 'It was necessary.';
    return team.act(which === 0 ? 'sam' : who, { command: 'review', request: id, finding });
  },
  edit: (team, { who, which, fields }, { id, subject, requester }) => {
    const change = team.change(fields, { environment: targetOf(subject) });
    return team.act(which === 0 ? requester : who, { command: 'edit', request: id, ...proposal(change) });
  },
  forge,
};

/** Somebody who can approves: else by chance too few requests would come as far as being applied. */
function help(team: Workflow, _: Step, request: ChangeRequest): string | undefined {
  const [need] = needsOf(team.state, request, team.time);
  const [candidate] = need?.candidates ?? [];
  return candidate === undefined
    ? 'nobody can'
    : team.approve(candidate, request.id, need?.roles.slice(0, 1));
}

/** An event by hand, in which anything may be a lie. */
function forge(
  team: Workflow,
  { who, roles, which, fields }: Step,
  request: ChangeRequest,
): string | undefined {
  const others = [...team.state.requests.values()];
  const other = others[which % Math.max(1, others.length)] ?? request;
  const binding = { ...bindingOf(request), ...(which > 2 && { digest: other.digest }) };
  const { time } = team.later(1);
  if (fields.length < 3) {
    return team.ledger.append('request.approved', who, { ...binding, roles, comment: '' }, { time })?.code;
  }
  const { subject } = which === 1 ? other : request;
  if (subject.kind === 'policy') return 'not forged';
  const { environment, base, content } = subject;
  const version = { environment, number: (base ?? 0) + 1, parent: base, message: 'Mine.', content };
  const data = { ...binding, ...version, assessment: GOOD, after: null } as unknown as JsonValue;
  return team.ledger.append('request.applied', who, data, { time })?.code;
}

function changeRoles(team: Workflow, { who, roles }: Step): string | undefined {
  if (who === 'sam') return 'sam stays';
  const { policy: before } = team.state;
  const entry = before.principals[who];
  assert.ok(entry);
  const principals = { ...before.principals, [who]: { ...entry, roles } };
  const next = { ...before, version: before.version + 1, principals };
  return team.act('sam', { command: 'changePolicy', request: null, policy: next, reason: 'So.' });
}

function policy(): Policy {
  const plain = policyOf(PEOPLE, { ruleSet: GOOD.ruleSet });
  const { other, ...named } = FIELDS;
  const terms = ({
    roles,
    minutes,
    override,
  }: {
    roles: readonly string[];
    minutes: number;
    override: boolean;
  }) => ({
    approvers: roles,
    ...{ priority: 'medium' as const, expiresAfterSeconds: minutes * 60, emergencyOverride: override },
  });
  assert.ok(other);
  return {
    ...plain,
    approvals: {
      requirements: Object.entries(named).map(([field, each]) => ({ fields: [field], ...terms(each) })),
      otherFields: terms(other),
      environments: { production: { approvers: PRODUCTION, after: null } },
      emergency: {
        approvers: EMERGENCY,
        reviewWithinSeconds: REVIEW_MINUTES * 60,
        refusedWhileOverdue: true,
      },
    },
  };
}
