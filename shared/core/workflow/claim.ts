/** What an event claims of a content: the part of it that replay cannot judge. */
import type { Content } from '../ledger/content.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { requestApplied } from '../ledger/kinds/request-applied.ts';
import { requestEdited } from '../ledger/kinds/request-edited.ts';
import { requestFiled } from '../ledger/kinds/request-filed.ts';
import { versionCreated } from '../ledger/kinds/version-created.ts';
import type { ChangeRequest, ContentSubject, FieldChange, Proposal } from '../ledger/request.ts';
import { type LedgerState, versionKey } from '../ledger/state.ts';
import { environmentTerms } from '../ledger/terms.ts';
import type { Assessment } from '../ledger/version.ts';

export interface Claim {
  readonly environment: string;
  readonly content: Content;
  readonly assessment: Assessment;
  /** Absent: it claims none. */
  readonly changes?: readonly FieldChange[];
  /** What `changes` are changes of; null: there was nothing. */
  readonly base: Content | null;
  /** The content of which all but the secrets is said to be restored. */
  readonly restored: Content | null;
  /** The environment that has to have the same change first: its content, and the fields. */
  readonly first: { readonly content: Content; readonly fields: readonly string[] } | null;
}

/** Undefined: the event claims nothing of a content. `state`: after the event. */
export function claimIn({ kind, data }: LedgerEvent<unknown>, state: LedgerState): Claim | undefined {
  switch (kind) {
    case versionCreated.kind:
    case requestApplied.kind:
      return ofVersion(data as MadeVersion, state);
    case requestFiled.kind:
    case requestEdited.kind: {
      const { subject } = data as Proposal;
      return subject.kind === 'policy' ? undefined : ofSubject(subject, state);
    }
    default:
      return undefined;
  }
}

function ofSubject(subject: ContentSubject, state: LedgerState): Claim {
  const { environment, base, content, assessment, changes } = subject;
  const keepsSecrets = subject.kind === 'rollback' && subject.keepsSecrets;
  return {
    ...{ environment, content, assessment, changes, first: null },
    base: contentAt(state, environment, base),
    restored: keepsSecrets ? contentAt(state, environment, subject.to) : null,
  };
}

type MadeVersion = Pick<Claim, 'environment' | 'content' | 'assessment'> & {
  readonly request?: string;
  readonly after?: number | null;
};

function ofVersion(made: MadeVersion, state: LedgerState): Claim {
  const { environment, content, assessment, request, after = null } = made;
  const asked = request === undefined ? undefined : state.requests.get(request);
  const first = firstOf(asked, after, state);
  return { environment, content, assessment, base: null, restored: null, first };
}

function firstOf(
  request: ChangeRequest | undefined,
  after: number | null,
  state: LedgerState,
): Claim['first'] {
  if (after === null || !request || request.subject.kind === 'policy') return null;
  const { environment, changes } = request.subject;
  const name = environmentTerms(state.policy.approvals, environment)?.after;
  const content = name == null ? null : contentAt(state, name, after);
  return content && { content, fields: changes.map(({ field }) => field) };
}

function contentAt({ versions }: LedgerState, environment: string, number: number | null): Content | null {
  return (number === null ? undefined : versions.get(versionKey(environment, number)))?.content ?? null;
}
