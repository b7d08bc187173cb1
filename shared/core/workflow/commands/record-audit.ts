/** Records what happened beside changes. */
import { type AuditRecord, auditRecorded } from '../../ledger/kinds/audit-recorded.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export function recordAudit(_: LedgerState, command: AuditRecord): Decision {
  const { action, environment, version, detail } = command;
  return wish(auditRecorded, { action, environment, version, detail });
}
