/** How versions are found, and how one becomes active, from wherever it comes. */
import type { LedgerEvent } from './event.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { ChangeRequest } from './request.ts';
import { type Draft, type LedgerState, versionKey } from './state.ts';
import type { Origin, Version } from './version.ts';

export function findVersion(
  state: LedgerState,
  environment: string,
  number: number,
): { readonly version: Version } | { readonly refusal: Refusal } {
  const version = state.versions.get(versionKey(environment, number));
  return version
    ? { version }
    : { refusal: refuse('unknown-version', `There is no v${number} of ${environment}.`) };
}

export type NewVersion = Pick<
  Version,
  | 'environment'
  | 'number'
  | 'parent'
  | 'message'
  | 'content'
  | 'assessment'
  | 'origin'
  | 'approvers'
  | 'emergency'
>;

export function activate(draft: Draft, event: LedgerEvent<unknown>, made: NewVersion): void {
  const { environment, number } = made;
  draft.environments.set(environment, { latest: number, active: number });
  draft.versions.set(versionKey(environment, number), {
    ...made,
    deprecation: null,
    corruption: null,
    tags: [],
    author: event.principal,
    time: event.time,
    seq: event.seq,
  });
}

export function originOf({ id, subject }: ChangeRequest): Origin {
  if (subject.kind !== 'rollback') return { kind: 'request', request: id };
  const { to, reason, keepsSecrets } = subject;
  return { kind: 'rollback', request: id, to, reason, keepsSecrets };
}
