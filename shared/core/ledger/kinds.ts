/** Every kind of event there is. To add one, add its file in `kinds/` and its line here. */
import type { EventKind } from './kind.ts';
import { auditRecorded } from './kinds/audit-recorded.ts';
import { bundleReencrypted } from './kinds/bundle-reencrypted.ts';
import { ledgerCreated } from './kinds/ledger-created.ts';
import { policyChanged } from './kinds/policy-changed.ts';
import { versionCreated } from './kinds/version-created.ts';

/** Undefined for a kind that this program does not know. */
export function kindNamed(name: string): EventKind<unknown> | undefined {
  return KINDS.find(({ kind }) => kind === name) as EventKind<unknown> | undefined;
}

export const KINDS = [
  ledgerCreated,
  policyChanged,
  auditRecorded,
  versionCreated,
  bundleReencrypted,
] as const;
