/** Takes an environment under the ledger: its files as they are become its first version. */
import type { Content } from '../../ledger/content.ts';
import { versionCreated } from '../../ledger/kinds/version-created.ts';
import type { LedgerState } from '../../ledger/state.ts';
import type { Assessment } from '../../ledger/version.ts';
import { type Decision, wish } from '../decision.ts';

export interface CreateVersion {
  readonly environment: string;
  readonly message: string;
  readonly content: Content;
  readonly assessment: Assessment;
}

export function createVersion(_: LedgerState, command: CreateVersion): Decision {
  const { environment, message, content, assessment } = command;
  return wish(versionCreated, { environment, number: 1, parent: null, message, content, assessment });
}
