/** What happened beside changes, for the audit: a check, an integrity check, drift that was found. */
import { requireRole } from '../authority.ts';
import { eventKind } from '../kind.ts';
import { ENVIRONMENT } from '../names.ts';
import { nullable, oneOf, record, text } from '../shape.ts';

export const auditRecorded = eventKind({
  kind: 'audit.recorded',
  data: record({
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
    /** Names no value. */
    detail: text({ min: 0, max: 2000 }),
  }),
  attachmentsOf: () => [],
  admit: (state, { principal }) => requireRole(state, principal, state.policy.roles, 'record what happened'),
  apply: () => {},
  summary: ({ action, environment, detail }) =>
    [action.replaceAll('-', ' '), environment, detail]
      .filter(part => part !== null && part !== '')
      .join(': '),
});
