/** Versions, requests and events to show: plainly invented. */
import type { RequestDetail, ShownRequest, ShownVersion } from '../../../shared/protocol/ledger.ts';

export const FOLDER = 'file:///shop';

export function version(number: number, but: Partial<ShownVersion> = {}): ShownVersion {
  return {
    environment: 'production',
    number,
    parent: number === 1 ? null : number - 1,
    message: 'more log',
    status: 'inactive',
    corruption: null,
    tags: [],
    author: 'ann',
    approvers: ['bob'],
    emergency: false,
    request: null,
    rollback: null,
    time: '2026-11-20T10:00:00.000Z',
    score: 98.5,
    isCompliant: true,
    files: ['.env.production'],
    ...but,
  };
}

export function request(but: Partial<ShownRequest> = {}): ShownRequest {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    kind: 'change',
    environment: 'production',
    title: '2 fields of production',
    status: 'pending',
    priority: 'high',
    requester: 'ann',
    requesterRole: 'devops_lead',
    filed: '2026-11-20T10:00:00.000Z',
    expires: '2026-11-20T18:00:00.000Z',
    roles: [
      { role: 'platform_admin', approvedBy: 'bob' },
      { role: 'security_admin', approvedBy: null },
    ],
    isStale: false,
    isMine: false,
    waitsForMe: true,
    emergency: null,
    actions: ['approve', 'reject'],
    refusals: {},
    ...but,
  };
}

/** A request with `text` wherever a person, a file or a policy has a say. */
export function requestDetail(text: string, but: Partial<RequestDetail> = {}): RequestDetail {
  const finding = { code: text, severity: 'error', field: text, message: text } as const;
  return {
    ...request(),
    title: text,
    requester: text,
    requesterRole: text,
    roles: [{ role: text, approvedBy: text }],
    justification: text,
    impact: text,
    rollbackPlan: text,
    base: 1,
    active: 1,
    digest: text,
    changes: [
      {
        field: text,
        change: 'changed',
        secret: true,
        downgrade: true,
        before: text,
        after: text,
        path: text,
      },
    ],
    texts: [{ path: text, change: 'changed', lines: 3, comments: 3, hasFields: false }],
    files: [text],
    assessment: {
      scoreBefore: 100,
      scoreAfter: 90,
      isCompliant: false,
      findingsAdded: [finding],
      findingsRemoved: [finding],
    },
    approvals: [{ principal: text, roles: [text], time: '2026-11-20T10:00:00.000Z', comment: text }],
    ending: { principal: text, time: '2026-11-20T10:00:00.000Z', reason: text },
    rollback: null,
    rotation: null,
    missing: [text],
    refusals: { apply: text },
    ...but,
  };
}
