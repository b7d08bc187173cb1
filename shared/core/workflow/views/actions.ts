/** What one person may do with a request now, and why not the rest: asked of the same `decide` that will decide. */

import { editorRefusal } from '../../ledger/kinds/request-edited.ts';
import type { Refusal } from '../../ledger/refusal.ts';
import { type ChangeRequest, type Subject, targetOf } from '../../ledger/request.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { prerequisiteOf } from '../../ledger/terms.ts';
import { type Command, decide } from '../decide.ts';
import type { Author } from '../decision.ts';
import type { Evidence } from '../evidence.ts';
import type { RequestAction } from '../shown/request.ts';

/** Null: they may, as long as what they look at themselves is what the request says. */
export function actionsOf(
  state: LedgerState,
  request: ChangeRequest,
  author: Author,
): Readonly<Record<RequestAction, Refusal | null>> {
  const ask = (command: Command): Refusal | null => {
    const decision = decide(state, command, author);
    return 'refusal' in decision ? decision.refusal : null;
  };
  const { id, digest, subject } = request;
  const evidence = asStated(subject);
  const read = { request: id, digest, evidence };
  const confirmation = targetOf(subject);
  return {
    approve: ask({ command: 'approve', ...read, roles: null, comment: '' }),
    emergencyApprove: ask({ command: 'emergencyApprove', ...read, reason: WORDS, confirmation }),
    reject: ask({ command: 'reject', request: id, digest, reason: WORDS }),
    cancel: ask({ command: 'cancel', request: id, reason: WORDS }),
    edit: editorRefusal(state, id, author.principal, author.now) ?? null,
    apply: ask(applying(state, request)),
    review: ask({ command: 'review', request: id, finding: WORDS }),
  };
}

/** In the place of what the person will write. */
const WORDS = 'To be written.';

function applying(state: LedgerState, request: ChangeRequest): Command {
  const { id, digest, subject } = request;
  if (subject.kind === 'policy') return { command: 'changePolicy', request: id };
  const first = prerequisiteOf(state, request);
  const active = first === null ? undefined : state.environments.get(first)?.active;
  const prerequisite = active === undefined ? null : { version: active, holdsChanges: true };
  return { command: 'apply', request: id, digest, evidence: asStated(subject), message: null, prerequisite };
}

/** What one finds in an honest request. */
function asStated(subject: Subject): Evidence | null {
  return subject.kind === 'policy' ? null : { ...subject, differing: [], unmapped: [], foreign: [] };
}
