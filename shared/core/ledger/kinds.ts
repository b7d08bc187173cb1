/** Every kind of event there is. To add one, add its file in `kinds/` and its line here. */
import type { EventKind } from './kind.ts';
import { auditRecorded } from './kinds/audit-recorded.ts';
import { bundleReencrypted } from './kinds/bundle-reencrypted.ts';
import { ledgerCreated } from './kinds/ledger-created.ts';
import { policyChanged } from './kinds/policy-changed.ts';
import { requestApplied } from './kinds/request-applied.ts';
import { requestApproved } from './kinds/request-approved.ts';
import { requestCancelled } from './kinds/request-cancelled.ts';
import { requestEdited } from './kinds/request-edited.ts';
import { requestEmergencyApproved } from './kinds/request-emergency-approved.ts';
import { requestExpired } from './kinds/request-expired.ts';
import { requestFiled } from './kinds/request-filed.ts';
import { requestRejected } from './kinds/request-rejected.ts';
import { requestReviewed } from './kinds/request-reviewed.ts';
import { versionCreated } from './kinds/version-created.ts';
import { versionDeprecated } from './kinds/version-deprecated.ts';
import { versionTagged } from './kinds/version-tagged.ts';

/** Undefined for a kind that this program does not know. */
export function kindNamed(name: string): EventKind<unknown> | undefined {
  return KINDS.find(({ kind }) => kind === name) as EventKind<unknown> | undefined;
}

export const KINDS = [
  ledgerCreated,
  policyChanged,
  auditRecorded,
  versionCreated,
  versionTagged,
  versionDeprecated,
  bundleReencrypted,
  requestFiled,
  requestEdited,
  requestApproved,
  requestRejected,
  requestCancelled,
  requestExpired,
  requestEmergencyApproved,
  requestApplied,
  requestReviewed,
] as const;
