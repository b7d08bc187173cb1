/** A version as people are shown it. */
import type { LedgerState } from '../../ledger/state.ts';
import { type Version, versionStatus } from '../../ledger/version.ts';
import type { ShownVersion } from './version.ts';

export function showVersion(state: LedgerState, version: Version): ShownVersion {
  const { origin, content, assessment } = version;
  return {
    environment: version.environment,
    number: version.number,
    parent: version.parent,
    message: version.message,
    status: versionStatus(version, state.environments.get(version.environment)?.active),
    corruption: version.corruption,
    tags: version.tags,
    author: version.author,
    approvers: version.approvers,
    emergency: version.emergency,
    request: origin.kind === 'initial' ? null : origin.request,
    rollback: origin.kind === 'rollback' ? { to: origin.to, reason: origin.reason } : null,
    time: version.time,
    score: assessment.score,
    isCompliant: assessment.isCompliant,
    files: content.files.map(({ path }) => path),
  };
}
