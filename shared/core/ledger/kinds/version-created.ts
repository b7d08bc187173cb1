/** An environment's first version: what is there when it comes under the ledger. */
import { ADOPT_RULES } from '../adopt.ts';
import { requireRole } from '../authority.ts';
import { noteSealing } from '../bundles.ts';
import { attachmentsOf } from '../content.ts';
import { eventKind } from '../kind.ts';
import { refuse } from '../refusal.ts';
import { type Accepted, record } from '../shape.ts';
import { VERSION_FIELDS } from '../version.ts';
import { activate } from '../versions.ts';

const DATA = record(VERSION_FIELDS);

/** Later versions come from a request or a rollback only. */
export const versionCreated = eventKind<Accepted<typeof DATA>>({
  kind: 'version.created',
  data: DATA,
  attachmentsOf: ({ content }) => attachmentsOf(content),
  admit: (state, { principal, data }) => {
    const { environment, number, parent } = data;
    if (state.environments.has(environment)) {
      return refuse('duplicate', `${environment} has a version already; ask for a change with a request.`);
    }
    if (number !== 1 || parent !== null)
      return refuse('sequence', 'The first version is v1 and has no parent.');
    const { ruleSet } = state.policy;
    if (ruleSet !== null && ruleSet !== data.assessment.ruleSet) {
      const message = `The content was checked by other rules than the policy has in force. Check it by these, or ${ADOPT_RULES}.`;
      return refuse('stale-rules', message);
    }
    return requireRole(state, principal, state.policy.administration.roles, 'make the first version');
  },
  apply: (draft, event) => {
    noteSealing(draft, event.data.content, event.seq);
    activate(draft, event, { ...event.data, origin: { kind: 'initial' }, approvers: [], emergency: false });
  },
  summary: ({ environment, number, message }) => `${environment} v${number}: ${message}`,
});
