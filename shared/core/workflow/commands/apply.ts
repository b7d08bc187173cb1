/** Carries out an approved request. Its caller has written, or will write, the files. */
import { requestApplied } from '../../ledger/kinds/request-applied.ts';
import { refuse } from '../../ledger/refusal.ts';
import { bindingOf } from '../../ledger/request.ts';
import { findRequest } from '../../ledger/requests.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { prerequisiteOf } from '../../ledger/terms.ts';
import { type Decision, wish } from '../decision.ts';
import { type Evidence, evidenceRefusal } from '../evidence.ts';

export interface Apply {
  readonly request: string;
  /** Of what is to be applied. */
  readonly digest: string;
  /** Of the version; null: the request's justification. */
  readonly message: string | null;
  readonly evidence: Evidence | null;
  /** The active version of the environment that comes first by the policy. Left aside where none does. */
  readonly prerequisite: Prerequisite | null;
}

export interface Prerequisite {
  readonly version: number;
  /** Whether every field that the request changes has the same value there, or is absent in both, as the caller has compared. */
  readonly holdsChanges: boolean;
}

export function apply(state: LedgerState, command: Apply): Decision {
  const found = findRequest(state, command.request);
  if ('refusal' in found) return found;
  const { request } = found;
  const { subject, justification } = request;
  if (subject.kind === 'policy') {
    const message = `The request ${request.id} is for the policy. Change the policy by it.`;
    return { refusal: refuse('other-subject', message) };
  }
  const { digest, evidence } = command;
  const prerequisite = prerequisiteOf(state, request) === null ? null : command.prerequisite;
  const refusal = digest === request.digest ? evidenceRefusal(state, request, evidence) : undefined;
  if (refusal) return { refusal };
  if (prerequisite?.holdsChanges === false) return { refusal: refuse('prerequisite', NOT_THE_SAME) };
  return wish(requestApplied, {
    ...bindingOf(request),
    digest,
    environment: subject.environment,
    number: (state.environments.get(subject.environment)?.latest ?? 0) + 1,
    parent: subject.base,
    message: command.message ?? justification,
    content: subject.content,
    assessment: evidence?.assessment ?? subject.assessment,
    after: prerequisite?.version ?? null,
  });
}

const NOT_THE_SAME =
  'The environment that comes first has other values for the changed fields. Apply the same change there first.';
