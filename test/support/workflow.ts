/** A team that works with a ledger by commands: what each person wishes, and which refusal they get. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import YAML from 'yaml';
import type { Content } from '../../shared/core/ledger/content.ts';
import { proposePolicy } from '../../shared/core/ledger/from-profile.ts';
import type { Policy } from '../../shared/core/ledger/policy.ts';
import type { ChangeRequest, ContentSubject, FieldChange } from '../../shared/core/ledger/request.ts';
import type { LedgerState } from '../../shared/core/ledger/state.ts';
import type { Assessment } from '../../shared/core/ledger/version.ts';
import { type Command, decide } from '../../shared/core/workflow/decide.ts';
import type { Evidence } from '../../shared/core/workflow/evidence.ts';
import { keyOf, policyOf, TestLedger } from './ledger-events.ts';

export const RULES = `sha256:${'a'.repeat(64)}`;
export const OTHER_RULES = `sha256:${'b'.repeat(64)}`;
export const GOOD: Assessment = { score: 100, isCompliant: true, ruleSet: RULES };
export const BAD: Assessment = { score: 60, isCompliant: false, ruleSet: RULES };

/** Sam administers the ledger. */
export const PEOPLE = {
  sam: ['security_admin'],
  rita: ['devops_lead'],
  paul: ['platform_admin'],
  sys: ['system_admin'],
  both: ['platform_admin', 'security_admin'],
  emma: ['emergency_responder'],
  nina: [],
};

/** The policy that the VoiceHive profile proposes. */
export function voicehivePolicy(
  people: Readonly<Record<string, readonly string[]>> = PEOPLE,
  overrides: Partial<Policy> = {},
): Policy {
  const read = (name: string) => YAML.parse(fs.readFileSync(`profiles/voicehive/${name}.yaml`, 'utf8'));
  const proposed = proposePolicy({ approvals: read('approvals'), drift: read('drift') });
  return policyOf(people, { ...proposed, ruleSet: RULES, ...overrides });
}

/** Two contents are the same when their words are. */
export function contentOf(words: string): Content {
  return { files: [{ path: '.env', cut: createHash('sha256').update(words).digest('hex') }], bundle: null };
}

export function changesOf(fields: readonly string[], downgrade = false): FieldChange[] {
  return fields.map(field => ({
    ...{ field, change: 'changed', secret: false, downgrade },
  }));
}

export function evidenceOf({ subject }: Pick<ChangeRequest, 'subject'>): Evidence | null {
  if (subject.kind === 'policy') return null;
  const { changes, assessment } = subject;
  return { changes, differing: changes.map(({ field }) => field), unmapped: [], foreign: [], assessment };
}

type Wish = { readonly environment?: string } & Partial<ContentSubject>;

export class Workflow {
  readonly ledger: TestLedger;
  /** Milliseconds since 1970. Each act takes a minute. */
  now = Date.UTC(2026, 0, 2);
  #acts = 0;

  constructor(policy: Policy = voicehivePolicy()) {
    this.ledger = new TestLedger(policy);
  }

  get state(): LedgerState {
    return this.ledger.state;
  }

  get time(): string {
    return new Date(this.now).toISOString();
  }

  later(minutes: number): this {
    this.now += minutes * 60_000;
    return this;
  }

  /** The code of the refusal; undefined when the event is in the ledger. */
  act(principal: string, command: Command): string | undefined {
    this.later(1);
    const id = idOf(++this.#acts);
    const decision = decide(this.state, command, { principal, key: keyOf(principal), now: this.time, id });
    if ('refusal' in decision) {
      assert.match(decision.refusal.message, /^\S.*\.$/s, 'a refusal is a sentence');
      return decision.refusal.code;
    }
    const refusal = this.ledger.append(decision.kind, principal, decision.data, { id, time: this.time });
    assert.equal(refusal, undefined, 'what was decided is accepted');
    return undefined;
  }

  /** As `act`, of what has to succeed. */
  does(principal: string, command: Command): this {
    assert.equal(this.act(principal, command), undefined);
    return this;
  }

  begins(environment = 'production', assessment = GOOD): this {
    const content = contentOf(`${environment} v1`);
    return this.does('sam', {
      command: 'createVersion',
      ...{ environment, message: 'What is there.', content, assessment },
    });
  }

  /** A change of these fields from what is active now. */
  change(fields: readonly string[], wish: Wish = {}): Extract<ContentSubject, { kind: 'change' }> {
    const environment = wish.environment ?? 'production';
    return {
      kind: 'change',
      environment,
      base: this.state.environments.get(environment)?.active ?? null,
      content: contentOf(`${environment} ${fields.join()} ${this.#acts}`),
      changes: changesOf(fields),
      assessment: GOOD,
      ...(wish as object),
    };
  }

  /** Back to a version, whose content it takes. */
  rollback(to: number, fields: readonly string[], wish: Wish = {}): ContentSubject {
    const environment = wish.environment ?? 'production';
    const content = this.state.versions.get(`${environment}@${to}`)?.content;
    assert.ok(content);
    const target = { ...this.change(fields), content, ...(wish as object) };
    return { ...target, kind: 'rollback', to, reason: 'configuration_error', keepsSecrets: false };
  }

  /** Files a request, and says which one it is. */
  files(principal: string, subject: ChangeRequest['subject'], role: string | null = null): string {
    this.does(principal, { command: 'file', ...proposal(subject), role });
    return idOf(this.#acts);
  }

  request(id: string): ChangeRequest {
    const request = this.state.requests.get(id);
    assert.ok(request, `there is no request ${id}`);
    return request;
  }

  /** A command of an honest person, who has read the request as it is now. */
  reading(id: string) {
    const request = this.request(id);
    return { request: id, digest: request.digest, evidence: evidenceOf(request) };
  }

  approve(principal: string, id: string, roles: readonly string[] | null = null): string | undefined {
    return this.act(principal, { command: 'approve', ...this.reading(id), roles, comment: '' });
  }

  apply(principal: string, id: string): string | undefined {
    return this.act(principal, { command: 'apply', ...this.reading(id), message: null, prerequisite: null });
  }

  emergency(principal: string, id: string, confirmation = 'production'): string | undefined {
    const reason = 'Production is down.';
    return this.act(principal, { command: 'emergencyApprove', ...this.reading(id), reason, confirmation });
  }

  /** Everything until there is a new version. */
  changes(fields: readonly string[], approvers: readonly string[], wish: Wish = {}): this {
    const id = this.files('rita', this.change(fields, wish));
    for (const approver of approvers) assert.equal(this.approve(approver, id), undefined);
    assert.equal(this.apply('rita', id), undefined);
    return this;
  }
}

export function proposal(subject: ChangeRequest['subject'], justification = 'It has to be so.') {
  return { subject, justification, impact: '', rollbackPlan: '' };
}

function idOf(act: number): string {
  return `00000000-0000-4000-9000-${String(act).padStart(12, '0')}`;
}
