/**
 * The rules of approvals once more, as simply as they can be said and with no code of the product: a model that sees the
 * events which a ledger has taken and says whether each could be.
 */
import assert from 'node:assert/strict';
import type { LedgerEvent } from '../../shared/core/ledger/event.ts';
import type { FieldChange } from '../../shared/core/ledger/request.ts';

const MINUTE = 60_000;

/** Who has to approve a field, how many minutes a request with it lives, and whether an emergency may do without. */
export const FIELDS: Readonly<
  Record<string, { roles: readonly string[]; minutes: number; override: boolean }>
> = {
  key: { roles: ['plat', 'sec'], minutes: 120, override: false },
  limit: { roles: ['sec'], minutes: 180, override: true },
  other: { roles: ['sys'], minutes: 240, override: true },
};
/** Added for production. */
export const PRODUCTION = ['plat'];
export const EMERGENCY = ['emer', 'plat'];
export const REVIEW_MINUTES = 60;

interface Request {
  readonly requester: string;
  readonly environment: string;
  readonly filed: number;
  base: number;
  fields: readonly string[];
  to: number | null;
  expires: number;
  votes: { readonly who: string; readonly role: string }[];
  emergency: { readonly who: string; readonly role: string } | null;
  end: string | null;
  reviewDue: number | null;
}

// biome-ignore lint/suspicious/noExplicitAny: the model reads events as they stand, not by the types of the product.
type Data = any;

export class Model {
  readonly requests = new Map<string, Request>();
  /** For each version of an environment, from v1: whether what it holds was approved, or by which request it will be. */
  readonly versions = new Map<string, (boolean | string)[]>();
  roles: Readonly<Record<string, readonly string[]>>;

  constructor(roles: Readonly<Record<string, readonly string[]>>) {
    this.roles = roles;
  }

  /** Fails when an event was taken that should not have been. */
  see(event: LedgerEvent<Data>): void {
    const { kind, data } = event;
    if (kind === 'version.created') this.versions.set(data.environment, [false]);
    if (kind === 'policy.changed') this.#policy(data.policy.principals);
    if (kind === 'request.filed') this.#file(event);
    if (!kind.startsWith('request.') || kind === 'request.filed') return;
    const request = this.requests.get(data.request);
    assert.ok(request, `${kind} of a request that is not there`);
    if (kind === 'request.reviewed') this.#review(request, event.principal);
    else this.#seeOpen(request, event);
  }

  #seeOpen(request: Request, { kind, principal, time, data }: LedgerEvent<Data>): void {
    const now = Date.parse(time);
    assert.equal(request.end, null, `${kind} after the end`);
    assert.equal(kind === 'request.expired', now > request.expires, `${kind} at the wrong time`);
    if (kind === 'request.edited') this.#edit(request, principal, data.subject);
    if (kind === 'request.approved') this.#approve(request, principal, data.roles);
    if (kind === 'request.emergency-approved') this.#emergency(request, principal, data.role, now);
    if (kind === 'request.rejected') assert.notEqual(principal, request.requester);
    if (kind === 'request.applied') this.#apply(data.request, request, now);
    if (/rejected|cancelled|expired|applied/.test(kind)) request.end = kind;
  }

  /** Whether an honest person can apply it. */
  canApply(id: string, now: number): boolean {
    const request = this.requests.get(id);
    if (!request || request.end !== null || now > request.expires) return false;
    if (request.base !== this.active(request.environment)) return false;
    if (request.emergency) return true;
    const wanted = this.#wanted(request);
    const given = request.votes.map(({ role }) => role);
    const isWayBack = request.to !== null && this.#wasApproved(request.environment, request.to);
    return isWayBack ? given.some(role => wanted.includes(role)) : wanted.every(role => given.includes(role));
  }

  active(environment: string): number {
    return this.versions.get(environment)?.length ?? 0;
  }

  #file({ id, principal: requester, time, data: { subject } }: LedgerEvent<Data>): void {
    const filed = Date.parse(time);
    const request = { requester, environment: subject.environment, filed, ...this.#content(filed, subject) };
    this.requests.set(id, { ...request, end: null, reviewDue: null });
  }

  #content(filed: number, { environment, base, changes, to = null }: Data) {
    assert.equal(base, this.active(environment), 'from the active version');
    const fields = changes.map(({ field }: FieldChange) => field);
    const minutes = Math.min(...fields.map((field: string) => FIELDS[field]?.minutes ?? 0));
    const votes: Request['votes'] = [];
    return { base, fields, to, expires: filed + minutes * MINUTE, votes, emergency: null };
  }

  #edit(request: Request, principal: string, subject: Data): void {
    assert.equal(principal, request.requester);
    Object.assign(request, this.#content(request.filed, subject));
  }

  #approve(request: Request, who: string, roles: readonly string[]): void {
    assert.equal(roles.length, 1);
    const [role = ''] = roles;
    assert.notEqual(who, request.requester, 'one’s own');
    assert.ok(this.roles[who]?.includes(role), `${who} is no ${role}`);
    assert.ok(!request.votes.some(vote => vote.who === who), 'one person, one role');
    assert.ok(this.#wanted(request).includes(role), `${role} is not wanted`);
    assert.equal(request.base, this.active(request.environment), 'of a stale request');
    request.votes.push({ who, role });
  }

  #emergency(request: Request, who: string, role: string, now: number): void {
    const isWayBack = request.to !== null && !this.#owesReview(request.environment, request.to);
    assert.ok(isWayBack || who !== request.requester, 'one’s own emergency');
    assert.ok(EMERGENCY.includes(role) && this.roles[who]?.includes(role), `${who} has no emergency role`);
    assert.ok(
      request.fields.every(field => FIELDS[field]?.override),
      'a field allows no emergency',
    );
    const isOverdue = [...this.requests.values()].some(
      ({ end, reviewDue }) => end === 'request.applied' && reviewDue !== null && reviewDue < now,
    );
    assert.ok(!isOverdue, 'a review is overdue');
    request.emergency = { who, role };
    request.reviewDue = now + REVIEW_MINUTES * MINUTE;
  }

  #apply(id: string, request: Request, now: number): void {
    assert.ok(this.canApply(id, now), 'it was not approved, or is stale');
    this.versions.get(request.environment)?.push(request.emergency ? id : true);
    if (!request.emergency) request.reviewDue = null;
  }

  #review(request: Request, who: string): void {
    assert.ok(request.end === 'request.applied' && request.reviewDue !== null, 'no review is owed');
    assert.ok(who !== request.requester && who !== request.emergency?.who, 'involved');
    request.reviewDue = null;
  }

  /** Who loses a role has not approved in it, and does not get that back. */
  #policy(principals: Readonly<Record<string, { roles: readonly string[] }>>): void {
    this.roles = Object.fromEntries(Object.entries(principals).map(([name, { roles }]) => [name, roles]));
    const holds = ({ who, role }: { who: string; role: string }) => this.roles[who]?.includes(role) ?? false;
    for (const request of this.requests.values()) {
      if (request.end !== null) continue;
      request.votes = request.votes.filter(holds);
      if (request.emergency && !holds(request.emergency)) request.emergency = null;
    }
  }

  #wanted({ environment, fields }: Request): string[] {
    const roles = fields.flatMap(field => FIELDS[field]?.roles ?? []);
    return [...roles, ...(environment === 'production' ? PRODUCTION : [])];
  }

  #wasApproved(environment: string, number: number): boolean {
    return this.#origin(environment, number) !== false && !this.#owesReview(environment, number);
  }

  /** Whether it was an emergency that nobody has reviewed. */
  #owesReview(environment: string, number: number): boolean {
    const by = this.#origin(environment, number);
    return typeof by === 'string' && this.requests.get(by)?.reviewDue !== null;
  }

  #origin(environment: string, number: number): boolean | string {
    return this.versions.get(environment)?.[number - 1] ?? false;
  }
}
