/** Decisions as tables, and the situations from which they start. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import { PEOPLE, voicehivePolicy, Workflow } from './workflow.ts';

export type Case = readonly [
  what: string,
  code: string | undefined,
  act: (team: Workflow) => string | undefined,
];

export function table(
  title: string,
  cases: readonly Case[],
  begin: () => Workflow = () => new Workflow().begins(),
) {
  describe(title, () => {
    for (const [what, code, act] of cases) {
      it(`${code === undefined ? 'may' : `refuses (${code})`}: ${what}`, () => {
        assert.equal(act(begin()), code);
      });
    }
  });
}

/** Needs a security_admin and, for production, a platform_admin. */
export const ALGORITHM = ['auth.jwt_algorithm'];
/** Needs a security_admin and a system_admin, for production a platform_admin, and may be an emergency. */
export const PASSWORD = ['database.password'];

export function algorithm(team: Workflow): string {
  return team.files('rita', team.change(ALGORITHM));
}

export function approved(team: Workflow): string {
  const id = algorithm(team);
  assert.equal(team.approve('sam', id) ?? team.approve('paul', id), undefined);
  return id;
}

export function rejected(team: Workflow): string {
  const id = algorithm(team);
  const { digest } = team.request(id);
  team.does('sam', { command: 'reject', request: id, digest, reason: 'Not now.' });
  return id;
}

/** Sam puts another policy in force. */
export function adopt(team: Workflow, changes: Partial<Policy>): void {
  const { policy } = team.state;
  const next = { ...policy, version: policy.version + 1, ...changes };
  team.does('sam', { command: 'changePolicy', request: null, policy: next, reason: 'Because.' });
}

/** The principals, with other roles for some. */
export function people(
  changes: Partial<Record<keyof typeof PEOPLE, readonly string[]>>,
): Policy['principals'] {
  return voicehivePolicy({ ...PEOPLE, ...changes } as Record<string, readonly string[]>).principals;
}

export function policyRequest(team: Workflow, changes: Partial<Policy> = {}, by = 'rita'): string {
  const { policy } = team.state;
  return team.files(by, { kind: 'policy', policy: { ...policy, version: policy.version + 1, ...changes } });
}

export function password(team: Workflow): string {
  return team.files('rita', team.change(PASSWORD));
}

export function emergency(team: Workflow): string {
  const id = password(team);
  assert.equal(team.emergency('emma', id), undefined);
  return id;
}

/** v1 as it was found, v2 and v3 approved. */
export const threeVersions = () =>
  new Workflow().begins().changes(ALGORITHM, ['sam', 'paul']).changes(PASSWORD, ['sam', 'sys', 'paul']);

export function check(team: Workflow, action: 'integrity-check-failed' | 'integrity-check-passed'): void {
  const where = { environment: 'production', version: 2 };
  team.does('sys', { command: 'recordAudit', action, ...where, detail: 'by hand' });
}

/** So many other administrators have to approve a change of the policy. */
export const strict =
  (approvals: Policy['administration']['approvals'], changes: Partial<Policy> = {}) =>
  () =>
    new Workflow(
      voicehivePolicy(PEOPLE, { administration: { roles: ['security_admin'], approvals }, ...changes }),
    ).begins();
