/** What happened beside changes, for the audit: a check, an integrity check, drift that was found. */
import { requireRole } from '../authority.ts';
import { eventKind } from '../kind.ts';
import { ENVIRONMENT } from '../names.ts';
import { refuse } from '../refusal.ts';
import { type Accepted, integer, nullable, oneOf, record, text } from '../shape.ts';
import { versionKey } from '../state.ts';
import { findVersion } from '../versions.ts';

const DATA = record({
  action: oneOf(
    'configuration-loaded',
    'validation-completed',
    'validation-failed',
    'integrity-check-passed',
    'integrity-check-failed',
    'drift-detected',
    'critical-drift-detected',
    'remediation-executed',
    'rollback-failed',
    'note',
  ),
  environment: nullable(ENVIRONMENT),
  /** Of that environment; null for none. An integrity check that fails makes it corrupted, until one passes. */
  version: nullable(integer(1)),
  /** Names no value. */
  detail: text({ min: 0, max: 2000 }),
});

export type AuditRecord = Accepted<typeof DATA>;

export const auditRecorded = eventKind<AuditRecord>({
  kind: 'audit.recorded',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, { principal, data: { environment, version } }) => {
    if (version !== null && environment === null) {
      return refuse('unknown-environment', 'A version is named, and not the environment that it is of.');
    }
    if (version !== null && environment !== null) {
      const found = findVersion(state, environment, version);
      if ('refusal' in found) return found.refusal;
    }
    return requireRole(state, principal, state.policy.roles, 'record what happened');
  },
  apply: (draft, { data: { action, environment, version: number, detail } }) => {
    if (environment === null || number === null) return;
    const key = versionKey(environment, number);
    const version = draft.versions.get(key);
    if (!version) return;
    if (action === 'integrity-check-failed') draft.versions.set(key, { ...version, corruption: detail });
    if (action === 'integrity-check-passed') draft.versions.set(key, { ...version, corruption: null });
  },
  summary: ({ action, environment, version, detail }) => {
    const what = [environment, version === null ? null : `v${version}`]
      .filter(part => part !== null)
      .join(' ');
    return [action.replaceAll('-', ' '), what, detail].filter(part => part !== '').join(': ');
  },
});
