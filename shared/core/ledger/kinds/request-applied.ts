/** An approved request is carried out: its content becomes the environment's next version and its baseline, at once. */
import { canonicalJson } from '../../text/canonical-json.ts';
import { ADOPT_RULES } from '../adopt.ts';
import { requireRole } from '../authority.ts';
import { attachmentsOf } from '../content.ts';
import type { LedgerEvent } from '../event.ts';
import { eventKind } from '../kind.ts';
import { emergencySelfApproval } from '../lone-rollback.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { BINDING_FIELDS, type ChangeRequest, type ContentSubject } from '../request.ts';
import { boundRequest, endRequest, refuseOtherContent } from '../requests.ts';
import { type Accepted, integer, nullable, record } from '../shape.ts';
import { missingText, standingOf } from '../standing.ts';
import { type LedgerState, versionKey } from '../state.ts';
import { prerequisiteOf } from '../terms.ts';
import { VERSION_FIELDS } from '../version.ts';
import { activate, originOf } from '../versions.ts';

const DATA = record({
  ...BINDING_FIELDS,
  /** `content` is the request's, `assessment` that of the check just before. */
  ...VERSION_FIELDS,
  /**
   * The active version of the environment in which the policy wants the same change first; null where it wants none.
   * That it holds the same change is for `decide` to look at: the state does not know the texts.
   */
  after: nullable(integer(1)),
});

type Data = Accepted<typeof DATA>;
type Event = LedgerEvent<Data>;

/** For requests that make a version. A policy that was approved comes into force by `policy.changed`. */
export const requestApplied = eventKind<Data>({
  kind: 'request.applied',
  data: DATA,
  attachmentsOf: ({ content }) => attachmentsOf(content),
  admit: (state, event) => {
    const found = boundRequest(state, event.data, event.time);
    if ('refusal' in found) return found.refusal;
    const { request } = found;
    const { subject } = request;
    if (subject.kind === 'policy') {
      return refuse('other-subject', `The request ${request.id} is for the policy. Change the policy by it.`);
    }
    return (
      author(state, request, event) ??
      sameThing(state, request, subject, event) ??
      approved(state, request, subject, event) ??
      compliance(state, request, subject, event) ??
      prerequisite(state, request, event)
    );
  },
  apply: (draft, event) => {
    const { environment, number, parent, message, content, assessment, request: id } = event.data;
    const request = draft.requests.get(id);
    if (!request) return;
    const approvers = [...request.approvals, ...(request.emergency ? [request.emergency] : [])];
    activate(draft, event, {
      ...{ environment, number, parent, message, content, assessment },
      origin: originOf(request),
      approvers: [...new Set(approvers.map(({ principal }) => principal))],
      emergency: request.emergency !== null,
    });
    endRequest(draft, event, id, { status: 'applied', version: number });
  },
  summary: ({ environment, number, message }) => `${environment} v${number}: ${message}`,
});

/** What was agreed on may be carried out by its requester, and by everybody whom the policy gives a role. */
function author(state: LedgerState, { requester }: ChangeRequest, { principal }: Event): Refusal | undefined {
  return principal === requester
    ? undefined
    : requireRole(state, principal, state.policy.roles, 'apply the request of somebody else');
}

function sameThing(
  state: LedgerState,
  request: ChangeRequest,
  subject: ContentSubject,
  { data }: Event,
): Refusal | undefined {
  const isSame =
    data.environment === subject.environment &&
    canonicalJson(data.content) === canonicalJson(subject.content);
  if (!isSame) return refuseOtherContent(request);
  const next = (state.environments.get(subject.environment)?.latest ?? 0) + 1;
  if (data.number === next && data.parent === subject.base) return undefined;
  return refuse(
    'sequence',
    `The next version of ${subject.environment} is v${next}, and comes after the active one.`,
  );
}

/** The check just before counts, not that of the day when the request was filed: rules look at the time, too. */
function approved(
  state: LedgerState,
  request: ChangeRequest,
  subject: ContentSubject,
  { time, data: { assessment } }: Event,
): Refusal | undefined {
  if (assessment.ruleSet !== subject.assessment.ruleSet) {
    const message = `The content was checked by other rules than those that the request ${request.id} was approved under. Check it by these, or edit the request; or ${ADOPT_RULES}.`;
    return refuse('stale-rules', message);
  }
  const current = { ...request, subject: { ...subject, assessment } };
  const standing = standingOf(state, current, time);
  const { emergency } = request;
  return standing.status === 'approved'
    ? emergency
      ? emergencySelfApproval(state, current, emergency.principal)
      : undefined
    : refuse('not-approved', `The request ${request.id} still needs ${missingText(standing)}.`);
}

/**
 * A rollback to what breaks today's rules has gone through the full policy. Otherwise what does not comply comes in only
 * where the baseline does not either and the score gets no worse: so that one can mend one thing after the other.
 */
function compliance(
  state: LedgerState,
  { id, emergency }: ChangeRequest,
  { kind, environment, base }: ContentSubject,
  { data: { assessment } }: Event,
): Refusal | undefined {
  if (assessment.isCompliant || (kind === 'rollback' && !emergency)) return undefined;
  const before = base === null ? undefined : state.versions.get(versionKey(environment, base))?.assessment;
  const isNoWorse =
    before &&
    !before.isCompliant &&
    before.ruleSet === assessment.ruleSet &&
    assessment.score >= before.score;
  if (isNoWorse) return undefined;
  const message = `With the request ${id}, ${environment} would break rules that have to hold. Mend what the check finds and edit the request, or add a waiver that the profile allows.`;
  return refuse('not-compliant', message);
}

function prerequisite(state: LedgerState, request: ChangeRequest, { data }: Event): Refusal | undefined {
  const environment = prerequisiteOf(state, request);
  const active = environment === null ? null : state.environments.get(environment)?.active;
  if (data.after === active) return undefined;
  const message =
    environment === null
      ? `The request ${request.id} does not have to be active elsewhere first, and names a version of another environment.`
      : `The same change has to be active in ${environment} first. Apply it there, then name the version that is active there.`;
  return refuse('prerequisite', message);
}
